/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the classes of a benchmark are. Maven runs it in its own virtual machine, where only the class loader knows. */
public final class ClassPath {

    private ClassPath() {}

    /** {@return folders and jars, in their order} */
    public static List<String> entries() {
        return ClassPath.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(ClassPath::path).toList()
                : List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
