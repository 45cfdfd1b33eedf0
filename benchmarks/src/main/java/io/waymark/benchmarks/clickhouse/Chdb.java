/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ClickHouse in this process, of which there can be one; not safe for use by several threads. */
public final class Chdb implements AutoCloseable {

    private final LibChdb library;
    private final Pointer connection;

    private Chdb(LibChdb library, Pointer connection) {
        this.library = library;
        this.connection = connection;
    }

    /**
     * Starts it. For some milliseconds this virtual machine is without its signal handlers and dies of what it otherwise
     * recovers from; so do this first, before there are other threads.
     *
     * @param file the library, {@code libchdb.so}
     * @param data a folder for its tables
     * @return ClickHouse with the settings it has by default
     * @throws IllegalStateException if it does not start
     * @throws UnsatisfiedLinkError if the file is not such a library
     */
    public static Chdb open(Path file, Path data) {
        LibChdb library = Native.load(
                file.toAbsolutePath().toString(), LibChdb.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
        String[] arguments = {"clickhouse", "--path=" + data};
        SignalHandlers handlers = SignalHandlers.current();
        Pointer connection;
        try {
            library.chdb_set_signal_handlers_enabled(0);
            connection = library.chdb_connect(arguments.length, new StringArray(arguments));
        } finally {
            handlers.restore();
        }
        if (connection == null) {
            throw new IllegalStateException("ClickHouse does not start in " + data);
        }
        return new Chdb(library, connection);
    }

    /**
     * Runs a statement.
     *
     * @param sql one statement
     * @return the rows of its answer, columns separated by tabs
     * @throws IllegalStateException if it fails
     */
    public String query(String sql) {
        Pointer result = library.chdb_query(connection.getPointer(0), sql, "TabSeparated");
        if (result == null) {
            throw new IllegalStateException("No answer to " + sql);
        }
        try {
            String error = library.chdb_result_error(result);
            if (error != null) {
                throw new IllegalStateException(error + " in " + sql);
            }
            return text(
                    library.chdb_result_buffer(result),
                    library.chdb_result_length(result).intValue());
        } finally {
            library.chdb_destroy_query_result(result);
        }
    }

    private static String text(@Nullable Pointer buffer, int length) {
        return buffer == null ? "" : new String(buffer.getByteArray(0, length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        library.chdb_close_conn(connection);
    }
}
