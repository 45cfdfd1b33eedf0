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
 * The values of a property at the first step of scored attempts. Where several events at that instant could be the step, the
 * value is the first by code point.
 */
final class EntryValues {

    private static final long NEVER = Long.MIN_VALUE;

    private final FunnelPlan plan;
    private final String key;
    private final int first;
    private final long[] starts;
    private final @Nullable String[] values;

    /** Looks at the events of people whose attempts are known. */
    EntryValues(FunnelPlan plan, String key, List<Span> spans, int first, int people, Attempts attempts) {
        this.plan = plan;
        this.key = key;
        this.first = first;
        this.starts = new long[people];
        this.values = new @Nullable String[people];
        Arrays.fill(starts, NEVER);
        for (int person = 0; person < people; person++) {
            if (attempts.made(person) > 0) {
                starts[person] = attempts.instants(person)[0];
            }
        }
        spans.forEach(span -> span.slices().forEach(this::look));
    }

    private void look(Slice slice) {
        EventPlaces.Places places = plan.places().of(slice);
        if (places == null || !plan.canEnter(slice.eventNameId())) {
            return;
        }
        ValueColumn column = slice.values(key);
        int event = 0;
        for (Slice.Cursor cursor = slice.cursor(); cursor.next(); event++) {
            int place = places.next();
            int person = (cursor.person() & (SliceMerge.BUCKET_SIZE - 1)) - first;
            if (place >= 0
                    && person >= 0
                    && person < starts.length
                    && cursor.millis() == starts[person]
                    && plan.enters(place)) {
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
