/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.ValueColumn;
import io.waymark.analytics.chunk.scan.EventPlaces;
import io.waymark.analytics.chunk.scan.SliceMerge;
import io.waymark.analytics.event.PropertyValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a property at a step of scored attempts. Where several events at that instant could be the step, the value
 * is the first by code point.
 */
final class StepValues {

    private static final long NEVER = Long.MIN_VALUE;

    private final FunnelPlan plan;
    private final FunnelPlan.Value wanted;
    private final int first;
    private final long[] instants;
    private final @Nullable String[] values;

    /** Looks at the events of people whose attempts are known. */
    StepValues(FunnelPlan plan, FunnelPlan.Value wanted, List<Span> spans, int first, int people, Attempts attempts) {
        this.plan = plan;
        this.wanted = wanted;
        this.first = first;
        this.instants = new long[people];
        this.values = new @Nullable String[people];
        Arrays.fill(instants, NEVER);
        for (int person = 0; person < people; person++) {
            if (attempts.made(person) >= wanted.step()) {
                instants[person] = attempts.instants(person)[wanted.step() - 1];
            }
        }
        spans.forEach(span -> span.slices().forEach(this::look));
    }

    private void look(Slice slice) {
        EventPlaces.Places places = plan.places().of(slice);
        if (places == null || !wanted.eventNameIds().contains(slice.eventNameId())) {
            return;
        }
        ValueColumn column = slice.values(wanted.property());
        int event = 0;
        for (Slice.Cursor cursor = slice.cursor(); cursor.next(); event++) {
            int place = places.next();
            int person = (cursor.person() & (SliceMerge.BUCKET_SIZE - 1)) - first;
            if (place >= 0
                    && person >= 0
                    && person < instants.length
                    && cursor.millis() == instants[person]
                    && plan.canBe(wanted.step(), place)) {
                PropertyValue value = column.value(column.code(event));
                if (value != null) {
                    String known = values[person];
                    values[person] =
                            known == null || PropertyValue.compareText(value.text(), known) < 0 ? value.text() : known;
                }
            }
        }
    }

    /** The value of a person; {@code null} without one. */
    @Nullable
    String of(int person) {
        return values[person];
    }
}
