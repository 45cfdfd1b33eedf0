/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.PersonBits;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Goes through one bucket of people after the other. Not safe for use by several threads.
 *
 * @param <S> the kind of its sink
 */
final class Walker<S extends WalkSink> {

    private final EventWalk walk;
    private final @Nullable RoaringBitmap people;
    private final SpanSlices slices;
    private final SpanPieces pieces;
    private final PersonOrder order;
    private final TieOrder ties;
    private final VisitCutter visits;
    private final S sink;

    Walker(
            EventWalk walk,
            EventColumns events,
            @Nullable RoaringBitmap people,
            WalkMemory memory,
            Function<WalkedEvents, S> sinks) {
        this.walk = walk;
        this.people = people;
        this.slices = new SpanSlices(walk, memory);
        this.pieces = new SpanPieces(walk.eventsAtOnce());
        this.order = new PersonOrder(memory);
        this.ties = new TieOrder(walk, events, slices);
        this.sink = sinks.apply(slices);
        this.visits = new VisitCutter(walk, slices, sink);
    }

    S sink() {
        return sink;
    }

    void walk(int bucket, List<Span> spans) {
        long[] only = PersonBits.of(people, bucket);
        for (Span span : spans) {
            Millis part = new Millis(span.fromMillis(), span.toMillis()).within(walk.range());
            slices.set(span.slices());
            if (part.isEmpty() || slices.size() == 0) {
                continue;
            }
            for (SpanPieces.Piece piece : pieces.of(slices, part, only)) {
                order.sort(slices, piece, only);
                if (walk.mindsOrder()) {
                    ties.settle(bucket, piece.from(), order);
                }
                visits.tell(bucket, piece.from(), order);
            }
        }
        visits.finish(bucket);
    }
}
