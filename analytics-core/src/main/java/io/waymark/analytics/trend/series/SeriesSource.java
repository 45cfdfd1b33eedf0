/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the figures of one query come from. To be used within its report. */
interface SeriesSource {

    /** A period with both bounds: those it has, else those of the events; empty if there is no event to tell. */
    Optional<Period> bounds(Period period);

    /** The instant before which not all events are there any more; {@code null} if all are. */
    @Nullable
    Instant missingBefore();

    /** The most frequent values of a property, at most so many, then by code point. */
    List<String> top(Period period, String breakdown, int limit);

    /** Puts points and totals into a table: places from 1 are those of the values, then that of others, then of none. */
    void fill(Period period, CalendarBuckets buckets, List<String> values, SeriesTable table);
}
