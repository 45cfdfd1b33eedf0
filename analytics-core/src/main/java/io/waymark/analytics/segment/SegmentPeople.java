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
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.SegmentRule.Active;
import io.waymark.analytics.segment.SegmentRule.And;
import io.waymark.analytics.segment.SegmentRule.Did;
import io.waymark.analytics.segment.SegmentRule.Not;
import io.waymark.analytics.segment.SegmentRule.Or;
import io.waymark.analytics.segment.SegmentRule.When;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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
    private final Instant now;

    SegmentPeople(AppId app, SegmentRule rule, AnalyticsDatabase database, EventNames eventNames, Instant now) {
        this.app = app;
        this.rule = rule;
        this.database = database;
        this.eventNames = eventNames;
        this.names = new SegmentNames(app, eventNames);
        this.now = now;
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
            Millis range = range(did.when());
            return name == null || keys.isEmpty()
                    ? NeededProperties.NONE
                    : new NeededProperties(Map.of(name, keys), range.from(), range.to());
        }
        return parts(part).map(this::needed).reduce(NeededProperties.NONE, NeededProperties::and);
    }

    /** {@return whether columns have a part in the answer, which they can tell} */
    public boolean canBeTold() {
        return canBeTold(rule) && asksForEvents(rule);
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
        People people = people(rule, engine, events);
        if (!people.others()) {
            return people.set();
        }
        RoaringBitmap everybody = ask(EVERYBODY, new SqlParameters());
        everybody.andNot(people.set());
        return everybody;
    }

    private People people(SegmentRule part, ColumnEngine engine, EventColumns events) {
        if (part instanceof And and) {
            return and.rules().stream()
                    .map(each -> people(each, engine, events))
                    .reduce(new People(new RoaringBitmap(), true), People::and);
        }
        if (part instanceof Or or) {
            return or.rules().stream()
                    .map(each -> people(each, engine, events).not())
                    .reduce(new People(new RoaringBitmap(), true), People::and)
                    .not();
        }
        if (part instanceof Not not) {
            return people(not.rule(), engine, events).not();
        }
        if (part instanceof Did did) {
            People enough = atLeast(did, did.min(), engine, events);
            Integer max = did.max();
            return max == null || max == Integer.MAX_VALUE
                    ? enough
                    : enough.and(atLeast(did, max + 1, engine, events).not());
        }
        if (part instanceof Active active) {
            return new People(
                    PersonCounts.atLeast(
                            engine, events, new TreeSet<>(names.all()), List.of(), range(active.when()), active.min()),
                    false);
        }
        SqlParameters parameters = new SqlParameters();
        return new People(
                ask(SegmentStatement.persons(app, part, null, eventNames, now, parameters), parameters), false);
    }

    private People atLeast(Did did, int times, ColumnEngine engine, EventColumns events) {
        Integer name = names.of(did.event().event());
        if (times == 0 || name == null) {
            return new People(new RoaringBitmap(), times == 0);
        }
        return new People(
                PersonCounts.atLeast(engine, events, Set.of(name), did.event().where(), range(did.when()), times),
                false);
    }

    private Millis range(When when) {
        return Millis.of(when.at(now));
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
