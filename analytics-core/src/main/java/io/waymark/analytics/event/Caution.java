/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

/**
 * Tells whether to write as if no event were stored already, which is quick, and fails if one is. After a failure it is not
 * tried for a while, and longer each time: a client that sends events again may send more of them. Safe for use by many
 * threads.
 */
final class Caution {

    private final int first;
    private final int longest;
    private int pause;
    private int left;

    /** Lets pass so many batches after the first failure, and no more than so many after later ones. */
    Caution(int first, int longest) {
        this.first = first;
        this.longest = longest;
    }

    synchronized boolean mayDare() {
        return left == 0 || --left == 0;
    }

    synchronized void wentWell() {
        pause = 0;
        left = 0;
    }

    synchronized void failed() {
        pause = Math.min(longest, Math.max(first, 2 * pause));
        left = pause;
    }
}
