/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The folder of recorded data and expected results. Where it is missing, tests are skipped, except on the CI server. */
public final class ReferenceData {

    private static final JsonMapper JSON = new JsonMapper();

    private ReferenceData() {}

    /**
     * The files of a folder whose names match a glob.
     *
     * @param folder the folder, relative to that of the reference data
     * @param glob the pattern
     * @return the files, sorted by name; at least one
     */
    public static List<Path> files(String folder, String glob) {
        Path root = root().resolve(folder);
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (DirectoryStream<Path> matching = Files.newDirectoryStream(root, glob)) {
                matching.forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (files.isEmpty()) {
            missing(root.resolve(glob));
        }
        return files.stream().sorted().toList();
    }

    /**
     * The root of the reference data.
     *
     * @return the folder, which exists
     */
    public static Path root() {
        Path root = Path.of(System.getProperty("reference.data", "../shared/data"));
        if (!Files.isDirectory(root)) {
            missing(root);
        }
        return root;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its content
     */
    public static JsonNode json(Path file) {
        return JSON.readTree(file.toFile());
    }

    /**
     * The test vectors of a file.
     *
     * @param name the name of the file, without its ending
     * @return the vectors; none where the data has no such file
     */
    public static Stream<JsonNode> vectors(String name) {
        Path file = root().resolve("vectors").resolve(name + ".json");
        if (!Files.exists(file)) {
            missing(file);
        }
        return json(file).get("vectors").valueStream();
    }

    private static void missing(Path path) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("There is no reference data at " + path.toAbsolutePath());
        }
        // An aborted test factory leaves no other trace in the build's output.
        System.out.println("Skipped: no reference data at " + path.toAbsolutePath());
        assumeTrue(false, "no reference data at " + path.toAbsolutePath());
    }
}
