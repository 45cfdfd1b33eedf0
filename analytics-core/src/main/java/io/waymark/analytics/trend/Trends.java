/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.trend.RolledUpDays.Day;
import io.waymark.analytics.trend.TrendReport.Point;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Counts one event, or any, over time.
 *
 * <ol>
 *   <li>Points that are whole days of the app take their figures from the daily aggregates, where these are up to date.
 *   <li>All other points count raw events, since people of several days, or of parts of one, cannot be added up.
 *   <li>What has been purged is taken from the daily aggregates. A point that needs more than one such day, or a part of
 *       one, is marked as purged: its people are at least those of its busiest day.
 * </ol>
 */
final class Trends {

    private final KeptEvents events;
    private final TrendQuery query;
    private final Collection<Integer> eventNameIds;
    private final List<Integer> aggregateIds;
    private final RolledUpDays days;
    private final Instant now;

    Trends(KeptEvents events, RolledUpDays days, TrendQuery query, Collection<Integer> eventNameIds, Instant now) {
        this.events = events;
        this.query = query;
        this.eventNameIds = eventNameIds;
        this.aggregateIds = query.event() == null ? List.of(RolledUpDays.ANY_EVENT) : List.copyOf(eventNameIds);
        this.days = days;
        this.now = now;
    }

    TrendReport report() {
        List<Point> points = bounds().map(this::points).orElse(List.of());
        return new TrendReport(query.event(), query.interval(), points);
    }

    private Optional<Period> bounds() {
        Instant from = query.period().from();
        Instant to = query.period().to();
        if (from != null && to != null) {
            return Optional.of(query.period());
        }
        List<Instant> known = new ArrayList<>();
        days.kept(query.period())
                .flatMap(kept -> events.bounds(eventNameIds, kept))
                .ifPresent(bounds -> {
                    known.add(Instant.ofEpochMilli(bounds.firstMillis()));
                    known.add(Instant.ofEpochMilli(bounds.lastMillis() + 1));
                });
        for (Day day : days.purged(aggregateIds, query.period())) {
            known.add(day.start());
            known.add(day.end());
        }
        if (from != null) {
            known.add(from);
            known.add(now);
        } else if (to != null && !known.isEmpty()) {
            known.add(to);
        }
        Optional<Instant> first =
                from != null ? Optional.of(from) : known.stream().min(Instant::compareTo);
        Optional<Instant> last = to != null ? Optional.of(to) : known.stream().max(Instant::compareTo);
        return first.isPresent() && last.isPresent() && first.get().isBefore(last.get())
                ? Optional.of(Period.between(first.get(), last.get()))
                : Optional.empty();
    }

    private List<Point> points(Period bounds) {
        CalendarBuckets buckets = CalendarBuckets.covering(
                query.interval(),
                query.timezone(),
                query.weekStart(),
                Objects.requireNonNull(bounds.from()),
                Objects.requireNonNull(bounds.to()).minusNanos(1));
        Tally tally = new Tally(buckets, bounds);
        if (query.interval() == CalendarInterval.DAY && days.areDaysOf(query.timezone())) {
            days.days(aggregateIds, bounds).forEach(tally::addIfWhole);
            countRaw(tally, tally.unanswered());
        } else {
            days.purged(aggregateIds, bounds).forEach(tally::add);
            countRaw(tally, days.kept(bounds).stream().toList());
        }
        return tally.points();
    }

    private void countRaw(Tally tally, List<Period> periods) {
        if (!periods.isEmpty() && !eventNameIds.isEmpty()) {
            events.points(eventNameIds, tally.buckets, periods, tally::add);
        }
    }

    private final class Tally {

        private final CalendarBuckets buckets;
        private final Period bounds;
        private final long[] count;
        private final long[] users;
        private final boolean[] purged;

        Tally(CalendarBuckets buckets, Period bounds) {
            this.buckets = buckets;
            this.bounds = bounds;
            this.count = new long[buckets.size()];
            this.users = new long[buckets.size()];
            this.purged = new boolean[buckets.size()];
        }

        void addIfWhole(Day day) {
            if (days.answer(day.day()) && day.isWithin(query.period())) {
                add(indexOf(day.start()), day.events(), day.users());
            } else {
                markPurged(day);
            }
        }

        private void markPurged(Day day) {
            if (days.kept(Period.between(day.start(), day.end())).isEmpty()) {
                for (int i = Math.max(0, indexOf(day.start()));
                        i <= indexOf(day.end().minusNanos(1));
                        i++) {
                    purged[i] = true;
                }
            }
        }

        void add(Day day) {
            int index = indexOf(day.start());
            boolean inside = index >= 0 && !day.end().isAfter(buckets.endOf(index)) && day.isWithin(query.period());
            if (inside) {
                count[index] += day.events();
                users[index] = Math.max(users[index], day.users());
            }
            markPurged(day);
        }

        void add(int index, long times, long people) {
            count[index] += times;
            users[index] = Math.max(users[index], people);
        }

        /** The whole days that the aggregates do not answer, and the parts of days, as far as they are kept. */
        List<Period> unanswered() {
            List<Period> periods = new ArrayList<>();
            Instant from = null;
            for (int i = 0; i < buckets.size(); i++) {
                ZonedDateTime start = buckets.starts().get(i);
                Day day = new Day(0, start.toLocalDate(), start.toInstant(), buckets.endOf(i), 0, 0);
                boolean answered = days.answer(day.day()) && day.isWithin(query.period());
                if (!answered && from == null) {
                    from = day.start();
                } else if (answered && from != null) {
                    periods.add(Period.between(from, day.start()));
                    from = null;
                }
            }
            if (from != null) {
                periods.add(Period.between(from, buckets.endOf(buckets.size() - 1)));
            }
            return periods.stream()
                    .map(this::withinBounds)
                    .flatMap(period -> days.kept(period).stream())
                    .toList();
        }

        private Period withinBounds(Period period) {
            Instant from = Objects.requireNonNull(period.from());
            Instant to = Objects.requireNonNull(period.to());
            Instant first = Objects.requireNonNull(bounds.from());
            Instant end = Objects.requireNonNull(bounds.to());
            return Period.between(from.isBefore(first) ? first : from, to.isAfter(end) ? end : to);
        }

        private int indexOf(Instant instant) {
            int low = 0;
            int high = buckets.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (buckets.starts().get(middle).toInstant().isAfter(instant)) {
                    high = middle - 1;
                } else {
                    low = middle + 1;
                }
            }
            return high;
        }

        List<Point> points() {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < buckets.size(); i++) {
                boolean open = buckets.endOf(i).isAfter(now);
                points.add(new Point(buckets.starts().get(i), count[i], users[i], open, purged[i]));
            }
            return points;
        }
    }
}
