/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import org.jspecify.annotations.Nullable;

/** The functions of {@code chdb.h} that are used here. */
interface LibChdb extends Library {

    /** With 0, the library keeps its signal handlers to itself, but takes away those of the process. */
    void chdb_set_signal_handlers_enabled(int enabled);

    /** Points to what the other functions take for a connection. */
    @Nullable
    Pointer chdb_connect(int arguments, StringArray values);

    void chdb_close_conn(Pointer connection);

    @Nullable
    Pointer chdb_query(Pointer connection, String sql, String format);

    @Nullable
    Pointer chdb_result_buffer(Pointer result);

    NativeLong chdb_result_length(Pointer result);

    @Nullable
    String chdb_result_error(Pointer result);

    void chdb_destroy_query_result(Pointer result);
}
