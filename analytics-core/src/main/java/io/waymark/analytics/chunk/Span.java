/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import java.util.List;

/**
 * Slices whose times may lie within each other. Whoever goes through spans in their order, and within each merges the
 * slices, sees the events of each person in order of time.
 *
 * @param fromMillis no event of the slices is before, in milliseconds since the epoch
 * @param toMillis all events of the slices are before
 * @param slices several may be of the same event name
 */
public record Span(long fromMillis, long toMillis, List<Slice> slices) {

    public Span {
        slices = List.copyOf(slices);
    }
}
