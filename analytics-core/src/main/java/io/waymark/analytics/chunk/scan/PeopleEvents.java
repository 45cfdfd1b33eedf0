/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.chunk.Span;
import java.util.List;

/**
 * Events of people of one bucket: of all of them or, where others are busy with the rest, of some.
 *
 * @param bucket the bucket of people
 * @param spans all of their events that are asked for, in order of time; slices may reach beyond the time asked for
 */
public record PeopleEvents(int bucket, List<Span> spans) {

    public PeopleEvents {
        spans = List.copyOf(spans);
    }
}
