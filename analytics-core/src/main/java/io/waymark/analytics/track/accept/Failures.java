/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

/** Tells failures of foreign code, which are handled, from those of the virtual machine, which are not. */
public final class Failures {

    private Failures() {}

    /**
     * Rethrows what nobody should handle, such as {@link OutOfMemoryError}. A stack overflow is the code's own doing.
     *
     * @param failure what was thrown
     */
    public static void rethrowIfFatal(Throwable failure) {
        if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
            throw error;
        }
    }
}
