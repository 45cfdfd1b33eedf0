/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PackedPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A slice of events of one bucket, and when they happened.
 *
 * @param firstMillis when the first one did, in milliseconds since the epoch
 * @param lastMillis when the last one did
 * @param slice the events
 */
record Piece(long firstMillis, long lastMillis, Slice slice) {

    static Piece of(PackedPart part, Map<String, Integer> properties) {
        PackedEvents events = part.events();
        return new Piece(events.firstMillis(), events.lastMillis(), new PackedSlice(part, properties));
    }

    /** Puts those that overlap into one span; these are in order of time. */
    static List<Span> spans(List<Piece> pieces) {
        pieces.sort(Comparator.comparingLong(Piece::firstMillis));
        List<Span> spans = new ArrayList<>();
        List<Slice> slices = new ArrayList<>();
        long from = 0;
        long to = Long.MIN_VALUE;
        for (Piece piece : pieces) {
            if (piece.firstMillis() >= to && !slices.isEmpty()) {
                spans.add(new Span(from, to, slices));
                slices.clear();
            }
            if (slices.isEmpty()) {
                from = piece.firstMillis();
            }
            slices.add(piece.slice());
            to = Math.max(to, piece.lastMillis() + 1);
        }
        if (!slices.isEmpty()) {
            spans.add(new Span(from, to, slices));
        }
        return spans;
    }
}
