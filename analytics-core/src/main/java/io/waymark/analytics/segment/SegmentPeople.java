/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.FilterMasks;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.PersonCounts;
import io.waymark.analytics.chunk.scan.WindowCounts;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.segment.SegmentRule.Active;
import io.waymark.analytics.segment.SegmentRule.And;
import io.waymark.analytics.segment.SegmentRule.Did;
import io.waymark.analytics.segment.SegmentRule.Not;
import io.waymark.analytics.segment.SegmentRule.Or;
import io.waymark.analytics.segment.SegmentRule.PersonProperty;
import io.waymark.analytics.segment.SegmentRule.When;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.store.budget.ReportRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The people of a rule by columns: what they did, and how often, is counted there, and combined as sets. The database is
 * asked for the people of every other condition.
 */
public final class SegmentPeople {

    private static final String EVERYBODY = """
            select id as person_id from {schema}.person where app_id = :app
            """;

    private final AppId app;
    private final SegmentRule rule;
    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final SegmentNames names;
    private final List<AsOf> times;

    /** The people as of some times, which are in order; if there are several, each is past. */
    SegmentPeople(AppId app, SegmentRule rule, AnalyticsDatabase database, EventNames eventNames, List<AsOf> times) {
        this.app = app;
        this.rule = rule;
        this.database = database;
        this.eventNames = eventNames;
        this.names = new SegmentNames(app, eventNames);
        this.times = List.copyOf(times);
    }

    /** People, or everybody but them. */
    private record People(RoaringBitmap set, boolean others) {

        People not() {
            return new People(set, !others);
        }

        People and(People more) {
            if (others && more.others) {
                return new People(RoaringBitmap.or(set, more.set), true);
            }
            if (others || more.others) {
                return new People(
                        others ? RoaringBitmap.andNot(more.set, set) : RoaringBitmap.andNot(set, more.set), false);
            }
            return new People(RoaringBitmap.and(set, more.set), false);
        }
    }

    /** {@return the properties that are to be asked for} */
    public NeededProperties needed() {
        return needed(rule);
    }

    private NeededProperties needed(SegmentRule part) {
        if (part instanceof Did did) {
            Integer name = names.of(did.event().event());
            Set<String> keys = FilterMasks.keys(List.of(did.event().where()));
            List<Millis> ranges = ranges(did.when());
            return name == null || keys.isEmpty()
                    ? NeededProperties.NONE
                    : new NeededProperties(
                            Map.of(name, keys),
                            ranges.get(0).from(),
                            ranges.get(ranges.size() - 1).to());
        }
        return parts(part).map(this::needed).reduce(NeededProperties.NONE, NeededProperties::and);
    }

    /** {@return whether columns have a part in the answer, which they can tell} */
    public boolean canBeTold() {
        return haveFewConditions() && asksForEvents(rule);
    }

    /** Whether columns can tell what of the rule is about events, if anything is. */
    boolean haveFewConditions() {
        return canBeTold(rule);
    }

    private static boolean canBeTold(SegmentRule part) {
        return part instanceof Did did
                ? FilterMasks.canTell(List.of(did.event().where()))
                : parts(part).allMatch(SegmentPeople::canBeTold);
    }

    private static boolean asksForEvents(SegmentRule part) {
        return part instanceof Did || part instanceof Active || parts(part).anyMatch(SegmentPeople::asksForEvents);
    }

    /** The rules that a rule combines. */
    static Stream<SegmentRule> parts(SegmentRule part) {
        if (part instanceof And and) {
            return and.rules().stream();
        }
        if (part instanceof Or or) {
            return or.rules().stream();
        }
        return part instanceof Not not ? Stream.of(not.rule()) : Stream.empty();
    }

    /**
     * Finds the people. To be called within the report that reads the columns.
     *
     * @param engine has the threads
     * @param events the events of the app, with what is {@link #needed()}
     * @return exactly the people of the rule; the caller's own
     */
    public RoaringBitmap of(ColumnEngine engine, EventColumns events) {
        People people = people(rule, engine, events).get(0);
        return people.others() ? RoaringBitmap.andNot(ask(EVERYBODY, new SqlParameters()), people.set()) : people.set();
    }

    /**
     * Counts the people as of each time, of those who were known then.
     *
     * @param known who was known at each time; {@code null} if the rule holds of nobody else
     */
    List<Long> count(ColumnEngine engine, EventColumns events, @Nullable List<RoaringBitmap> known) {
        List<People> people = people(rule, engine, events);
        List<Long> counts = new ArrayList<>();
        for (int time = 0; time < people.size(); time++) {
            People some = people.get(time);
            if (known != null) {
                some = some.and(new People(known.get(time), false));
            }
            counts.add(some.set().getLongCardinality());
        }
        return counts;
    }

    private List<People> people(SegmentRule part, ColumnEngine engine, EventColumns events) {
        if (part instanceof And and) {
            return and.rules().stream()
                    .map(each -> people(each, engine, events))
                    .reduce(everybody(), SegmentPeople::and);
        }
        if (part instanceof Or or) {
            return not(or.rules().stream()
                    .map(each -> not(people(each, engine, events)))
                    .reduce(everybody(), SegmentPeople::and));
        }
        if (part instanceof Not not) {
            return not(people(not.rule(), engine, events));
        }
        if (part instanceof Did did) {
            List<People> enough = atLeast(did, did.min(), engine, events);
            Integer max = did.max();
            return max == null || max == Integer.MAX_VALUE
                    ? enough
                    : and(enough, not(atLeast(did, max + 1, engine, events)));
        }
        if (part instanceof Active active) {
            return atLeast(new TreeSet<>(names.all()), List.of(), ranges(active.when()), active.min(), engine, events);
        }
        if (part instanceof PersonProperty) {
            return Collections.nCopies(times.size(), ask(part, times.get(0)));
        }
        return times.stream().map(asOf -> ask(part, asOf)).toList();
    }

    private List<People> everybody() {
        return Collections.nCopies(times.size(), new People(new RoaringBitmap(), true));
    }

    private static List<People> not(List<People> people) {
        return people.stream().map(People::not).toList();
    }

    private static List<People> and(List<People> some, List<People> others) {
        List<People> both = new ArrayList<>();
        for (int time = 0; time < some.size(); time++) {
            both.add(some.get(time).and(others.get(time)));
        }
        return both;
    }

    private List<People> atLeast(Did did, int number, ColumnEngine engine, EventColumns events) {
        Integer name = names.of(did.event().event());
        if (number == 0 || name == null) {
            return Collections.nCopies(times.size(), new People(new RoaringBitmap(), number == 0));
        }
        return atLeast(Set.of(name), did.event().where(), ranges(did.when()), number, engine, events);
    }

    private List<People> atLeast(
            Set<Integer> ids,
            List<PropertyCondition> where,
            List<Millis> ranges,
            int number,
            ColumnEngine engine,
            EventColumns events) {
        List<RoaringBitmap> people = ranges.size() == 1 && !ranges.get(0).isEmpty()
                ? List.of(PersonCounts.atLeast(engine, events, ids, where, ranges.get(0), number))
                : WindowCounts.atLeast(engine, events, ids, where, ranges, number);
        return people.stream().map(this::kept).toList();
    }

    private List<Millis> ranges(When when) {
        return times.stream()
                .map(asOf -> asOf.period(when)
                        .map(Millis::of)
                        .orElseGet(() -> new Millis(
                                asOf.instant().toEpochMilli(), asOf.instant().toEpochMilli())))
                .toList();
    }

    private People ask(SegmentRule part, AsOf asOf) {
        SqlParameters parameters = new SqlParameters();
        return kept(ask(SegmentStatement.persons(app, part, null, eventNames, asOf, parameters), parameters));
    }

    /** Several times are many people, whom the report keeps until it has counted them. */
    private People kept(RoaringBitmap people) {
        ReportRun run = database.currentReport();
        if (run != null && times.size() > 1) {
            run.take(people.getLongSizeInBytes());
        }
        return new People(people, false);
    }

    private RoaringBitmap ask(String sql, SqlParameters parameters) {
        RoaringBitmap people = new RoaringBitmap();
        database.sql(sql)
                .params(parameters.values())
                .param("app", app.value())
                .withFetchSize(10_000)
                .query(row -> {
                    people.add(row.getInt("person_id"));
                });
        return people;
    }
}
