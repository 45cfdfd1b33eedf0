/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where events are imported from.
 *
 * @param name tells it from others; events without an id get theirs from it, so that the same file must always have the
 *     same name
 * @param content opens it at its beginning, each time again
 */
public record ImportSource(String name, Content content) {

    private static final int FINGERPRINT_BYTES = 1 << 16;

    public ImportSource {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A source of an import needs a name");
        }
    }

    /**
     * A file, by its own name.
     *
     * @param file the file, plain or compressed with gzip
     * @return the source
     */
    public static ImportSource of(Path file) {
        return new ImportSource(String.valueOf(file.getFileName()), () -> Files.newInputStream(file));
    }

    /** Tells whether an import that stopped was one of this source: its name and how it begins. */
    String fingerprint() {
        try (InputStream in = new BufferedInputStream(content.open())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(in.readNBytes(FINGERPRINT_BYTES));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("'" + name + "' cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens the bytes of a source. */
    @FunctionalInterface
    public interface Content {

        /**
         * Opens it.
         *
         * @return the bytes from the beginning; closed by whoever asked
         * @throws IOException if that is not possible
         */
        InputStream open() throws IOException;
    }
}
