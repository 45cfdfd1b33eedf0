/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

/**
 * How large the spool of an instance is.
 *
 * @param events how many events wait in it
 * @param bytes how much of the disk they take
 * @param maxBytes how much they may; zero where there is no spool
 * @param damagedBytes how many bytes could not be read and were kept aside, since the instance started
 */
public record SpoolStats(long events, long bytes, long maxBytes, long damagedBytes) {

    /** Of an instance without a spool. */
    public static final SpoolStats NONE = new SpoolStats(0, 0, 0, 0);
}
