/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.Period;
import io.waymark.analytics.trend.RolledUpDays.Day;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts each event name of an app in a period: raw events, and purged ones from the daily aggregates. */
final class EventCounts {

    private EventCounts() {}

    /** Counts by the number of the name; only of names that happened. */
    static Map<Integer, Count> of(
            KeptEvents events, Collection<Integer> eventNameIds, Period period, RolledUpDays days) {
        Map<Integer, Count> counts = new HashMap<>();
        days.kept(period).ifPresent(kept -> counts.putAll(events.counts(eventNameIds, kept)));
        for (Day day : days.purged(eventNameIds, period)) {
            if (day.events() > 0 && day.isWithin(period)) {
                counts.merge(day.eventNameId(), new Count(day.events(), day.users(), null), Count::plus);
            }
        }
        return counts;
    }

    /** How often, by how many people, and when last among the events that are kept. */
    record Count(long times, long users, @Nullable Instant lastAt) {

        static final Count NONE = new Count(0, 0, null);

        Count plus(Count purged) {
            return new Count(
                    times + purged.times, Math.max(users, purged.users), lastAt == null ? purged.lastAt : lastAt);
        }
    }
}
