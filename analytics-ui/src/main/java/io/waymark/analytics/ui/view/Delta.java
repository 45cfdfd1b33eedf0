/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import org.jspecify.annotations.Nullable;

/**
 * A change against the previous period.
 *
 * @param percent how much, in per cent of the previous value
 * @param good whether that is welcome
 */
public record Delta(double percent, boolean good) {

    /**
     * Compares.
     *
     * @param current the current value
     * @param previous the previous value
     * @param lessIsBetter whether a smaller value is welcome
     * @return the change; 0 per cent when it is too small to be seen, null when there was nothing before
     */
    public static @Nullable Delta of(double current, double previous, boolean lessIsBetter) {
        if (previous == 0) {
            return null;
        }
        if (Math.abs(current - previous) < previous * 0.0005) {
            return new Delta(0, true);
        }
        return new Delta((current - previous) / previous * 100, current > previous != lessIsBetter);
    }

    /** {@return whether the value grew} */
    public boolean up() {
        return percent > 0;
    }
}
