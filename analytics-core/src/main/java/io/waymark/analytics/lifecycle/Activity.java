/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In which intervals of the calendar the people of a question were active; asked within its report. */
interface Activity {

    /** The period with both bounds; empty if it lacks one and nothing happened in it. */
    Optional<Period> close(Period range);

    /** What happened before is not all there; {@code null} if all is. */
    @Nullable
    Instant missingBefore();

    /** Counts each interval by what its people did before it; those before the first count as well. */
    Counts count(CalendarBuckets intervals);

    /**
     * How many people were active within as many days as given, up to each day.
     *
     * @return by length, then day
     */
    long[][] trailing(CalendarBuckets days, int... lengths);

    /** How many people were active on how many days: on one first, up to the most, none left out. */
    List<Long> perActiveDays(CalendarBuckets days);

    /**
     * The people of an interval.
     *
     * @param intervals the intervals
     * @param place which
     * @param state what they did before; {@code null} for all of its active people
     * @param limit at most so many
     * @return a distinct id of each, in order
     */
    List<String> people(CalendarBuckets intervals, int place, @Nullable LifecycleState state, int limit);

    /**
     * What was counted, by interval.
     *
     * @param active who was active in it
     * @param fresh who was for the first time
     * @param returning who was in the one before, too
     */
    record Counts(long[] active, long[] fresh, long[] returning) {}
}
