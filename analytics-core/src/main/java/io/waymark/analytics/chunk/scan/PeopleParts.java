/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a bucket that has much to do into parts of about as many events, by people. Those who came first are often those
 * who do most, so the first bucket may have more events than all others together.
 */
final class PeopleParts {

    private final int threads;
    private final long most;

    /**
     * Knows what is much.
     *
     * @param threads how many parts of a bucket there may be
     * @param most a bucket of more events is cut
     */
    PeopleParts(int threads, long most) {
        this.threads = threads;
        this.most = most;
    }

    static long size(PeopleEvents events) {
        return slices(events).stream().mapToLong(Slice::events).sum();
    }

    List<PeopleEvents> of(PeopleEvents events) {
        if (parts(events) == 1) {
            return List.of(events);
        }
        int first = events.bucket() << 16;
        List<PeopleEvents> parts = new ArrayList<>();
        for (int next : cuts(events, parts(events))) {
            if (next > first) {
                parts.add(people(events, first, next - 1));
                first = next;
            }
        }
        parts.add(people(events, first, (events.bucket() << 16) + (SliceMerge.BUCKET_SIZE - 1)));
        return parts;
    }

    private long parts(PeopleEvents events) {
        return Math.max(1, Math.min(threads, (size(events) - 1) / Math.max(1, most) + 1));
    }

    /** Where a large slice would have to be cut: the first such, as slices are read in their order. */
    private static List<Integer> cuts(PeopleEvents events, long parts) {
        List<Slice> slices = slices(events);
        int largest = slices.stream().mapToInt(Slice::events).max().orElseThrow();
        Slice large = slices.stream()
                .filter(slice -> slice.events() >= largest / 2)
                .findFirst()
                .orElseThrow();
        List<Integer> cuts = new ArrayList<>();
        int event = 0;
        for (Slice.Cursor cursor = large.cursor(); cuts.size() < parts - 1 && cursor.next(); event++) {
            if (event == large.events() * (cuts.size() + 1) / parts) {
                cuts.add(cursor.person());
            }
        }
        return cuts;
    }

    private static PeopleEvents people(PeopleEvents events, int firstPerson, int lastPerson) {
        return new PeopleEvents(
                events.bucket(),
                events.spans().stream()
                        .map(span -> new Span(
                                span.fromMillis(),
                                span.toMillis(),
                                span.slices().stream()
                                        .map(slice -> slice.ofPeople(firstPerson, lastPerson))
                                        .toList()))
                        .toList());
    }

    private static List<Slice> slices(PeopleEvents events) {
        return events.spans().stream().flatMap(span -> span.slices().stream()).toList();
    }
}
