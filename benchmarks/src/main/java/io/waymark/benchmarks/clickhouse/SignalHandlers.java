/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What this process does on each signal. A virtual machine lives on some: one whose handler for a bad address is gone
 * dies at its next null pointer.
 */
final class SignalHandlers {

    private static final int LAST_SIGNAL = 31;

    /** More than {@code struct sigaction} has on any Linux. */
    private static final int BYTES = 256;

    private final LibC libc;
    private final Map<Integer, Memory> actions = new TreeMap<>();

    private SignalHandlers(LibC libc) {
        this.libc = libc;
    }

    /** Those of now. */
    static SignalHandlers current() {
        SignalHandlers handlers = new SignalHandlers(Native.load("c", LibC.class));
        for (int signal = 1; signal <= LAST_SIGNAL; signal++) {
            Memory action = new Memory(BYTES);
            action.clear();
            if (handlers.libc.sigaction(signal, null, action) == 0) {
                handlers.actions.put(signal, action);
            }
        }
        return handlers;
    }

    /** Puts them back. Signals that nobody may handle stay as they are. */
    void restore() {
        actions.forEach((signal, action) -> libc.sigaction(signal, action, null));
    }

    /** Of the C library. */
    interface LibC extends Library {

        int sigaction(int signal, @Nullable Pointer action, @Nullable Pointer former);
    }
}
