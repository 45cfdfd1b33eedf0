/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.budget;

/** How much memory a cache may take unless the application says so: the more, the more there is. */
public final class HeapShare {

    private static final int PART = 8;

    private HeapShare() {}

    /**
     * An eighth of the largest heap of this virtual machine.
     *
     * @param most how many bytes it is at most
     * @return how many bytes
     */
    public static long eighth(long most) {
        return Math.min(most, Runtime.getRuntime().maxMemory() / PART);
    }
}
