/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads events from lines. Safe for use by many threads; the rows that it opens are not. */
public interface ImportFormat {

    /** {@return its name, for example {@code csv}} */
    String name();

    /**
     * Begins to read a file.
     *
     * @param lines the file, from its beginning
     * @return its rows
     * @throws IOException if the file cannot be read, or has no beginning as this format needs it
     */
    Rows open(ImportLines lines) throws IOException;

    /** The rows of a file, in order. */
    @FunctionalInterface
    interface Rows {

        /**
         * Reads on. What is wrong with a row is said in it, and the next can be read.
         *
         * @return the next row; {@code null} at the end
         * @throws IOException if the file cannot be read
         */
        @Nullable
        ImportRow next() throws IOException;
    }
}
