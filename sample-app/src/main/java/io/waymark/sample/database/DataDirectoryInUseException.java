package io.waymark.sample.database;

import java.nio.file.Path;

/** Another running shop uses the data directory. */
final class DataDirectoryInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataDirectoryInUseException(Path path) {
        super("Another running shop uses " + path + ". Stop it, or give this one a directory of its own with"
                + " --sample.data-dir=… (and a port with --server.port=…).");
    }
}
