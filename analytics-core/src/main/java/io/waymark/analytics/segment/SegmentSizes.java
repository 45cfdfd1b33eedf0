/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.FirstEvents;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.WindowCounts;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.segment.SegmentRule.Active;
import io.waymark.analytics.segment.SegmentRule.Did;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.store.budget.ReportRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts the people of a rule as of several times that are past, in order: those of whom anything was known then. Columns tell
 * several times in one pass; the database is asked for each.
 */
final class SegmentSizes {

    private static final String COUNT = "select count(*) from ({persons}) s";

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;
    private final @Nullable ColumnEngine columns;

    SegmentSizes(AnalyticsDatabase database, EventNames eventNames, Segments segments, @Nullable ColumnEngine columns) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.columns = columns;
    }

    /** How many people, and whether events are missing that the rule asks for. */
    record Size(long users, boolean purged) {}

    /** The sizes of a rule that names no segment. */
    List<Size> of(AppId app, SegmentRule rule, List<AsOf> times) {
        return database.report(() -> byColumns(app, rule, times).orElseGet(() -> bySql(app, rule, times)));
    }

    private List<Size> bySql(AppId app, SegmentRule rule, List<AsOf> times) {
        Instant missing = new Watermarks(database).read(Watermarks.PURGED_BEFORE);
        return times.stream()
                .map(asOf -> {
                    SqlParameters parameters = new SqlParameters();
                    String persons = segments.personsOf(app, rule, asOf, parameters);
                    long users = database.sql(COUNT.replace("{persons}", persons))
                            .params(parameters.values())
                            .query(Long.class)
                            .single();
                    return new Size(users, PurgedRules.lacks(rule, asOf, condition -> missing));
                })
                .toList();
    }

    /** Empty if columns cannot tell. */
    Optional<List<Size>> byColumns(AppId app, SegmentRule rule, List<AsOf> times) {
        ColumnEngine engine = columns;
        SegmentPeople all = segments.peopleOf(app, rule, times);
        if (engine == null || !all.haveFewConditions()) {
            return Optional.empty();
        }
        Set<Integer> names = new HashSet<>(eventNames.all(app).values());
        return database.report(() -> {
            Instant purged = new Watermarks(database).read(Watermarks.PURGED_BEFORE);
            return engine.read(app, all.needed(), events -> {
                long lost = events.missingBefore();
                Instant missing = lost == Long.MIN_VALUE ? null : Instant.ofEpochMilli(lost);
                List<Long> counts = count(app, rule, times, names, engine, events);
                List<Size> sizes = new ArrayList<>();
                for (int time = 0; time < counts.size(); time++) {
                    sizes.add(new Size(
                            counts.get(time),
                            PurgedRules.lacks(
                                    rule,
                                    times.get(time),
                                    condition -> condition instanceof Did || condition instanceof Active
                                            ? missing
                                            : purged)));
                }
                return sizes;
            });
        });
    }

    private List<Long> count(
            AppId app,
            SegmentRule rule,
            List<AsOf> times,
            Set<Integer> names,
            ColumnEngine engine,
            EventColumns events) {
        Known known = SegmentMembers.askForEvents(rule) ? null : known(names, events);
        ReportRun run = Objects.requireNonNull(database.currentReport());
        List<Long> counts = new ArrayList<>();
        for (int first = 0; first < times.size(); first += WindowCounts.MOST) {
            List<AsOf> some = times.subList(first, Math.min(times.size(), first + WindowCounts.MOST));
            long taken = run.taken();
            counts.addAll(segments.peopleOf(app, rule, some)
                    .count(engine, events, known == null ? null : known.at(some, run)));
            run.take(taken - run.taken());
        }
        return counts;
    }

    private Known known(Set<Integer> names, EventColumns events) {
        FirstEvents purged = events.missingBefore() == Long.MIN_VALUE
                ? FirstEvents.none()
                : FirstEvents.read(database, names)
                        .orElseThrow(() -> new UnansweredException("Too many people did something before a purge"));
        return new Known(names, events, purged);
    }

    /** Who had done anything by some time; asked for one time after the other. */
    private static final class Known {

        private final Set<Integer> names;
        private final EventColumns events;
        private final FirstEvents purged;
        private RoaringBitmap people = new RoaringBitmap();
        private long until = Millis.ALL.from();

        Known(Set<Integer> names, EventColumns events, FirstEvents purged) {
            this.names = names;
            this.events = events;
            this.purged = purged;
        }

        List<RoaringBitmap> at(List<AsOf> times, ReportRun run) {
            List<RoaringBitmap> known = new ArrayList<>();
            for (AsOf asOf : times) {
                Millis more = new Millis(until, asOf.instant().toEpochMilli());
                RoaringBitmap joined = events.persons(names, more.from(), more.to());
                purged.addPersons(names, more, joined);
                joined.or(people);
                run.take(joined.getLongSizeInBytes());
                known.add(joined);
                people = joined;
                until = more.to();
            }
            return known;
        }
    }
}
