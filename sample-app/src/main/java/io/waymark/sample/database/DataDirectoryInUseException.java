/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.database;

import java.nio.file.Path;

/** Another running shop uses the data directory. */
final class DataDirectoryInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataDirectoryInUseException(Path path) {
        super("Another running shop uses the data directory " + path);
    }
}
