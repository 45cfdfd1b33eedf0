/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.limit;

/**
 * How fast something may go on.
 *
 * @param perSecond how many requests a second, for as long as one likes; 0 for any number
 * @param burst how many requests at once, after a pause; at least as many as in a second
 */
public record Rate(int perSecond, int burst) {

    /** No limit. */
    public static final Rate UNLIMITED = new Rate(0, 0);

    /**
     * Checks a rate.
     *
     * @throws IllegalArgumentException if a number is negative, or the burst is below the rate
     */
    public Rate {
        if (perSecond < 0) {
            throw new IllegalArgumentException("A rate is not negative, but is " + perSecond);
        }
        if (burst < perSecond) {
            throw new IllegalArgumentException(
                    "The burst of " + burst + " is below the rate of " + perSecond + " a second");
        }
    }

    boolean limited() {
        return perSecond > 0;
    }
}
