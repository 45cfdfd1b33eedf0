/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.funnel.FunnelByHand.Happening;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.person.identify.TestMerges;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every combination of rules on random events, most of them at the same few instants, against {@link FunnelByHand}. */
class FunnelRulesIT {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final int PEOPLE = 120;
    private static final int DEFINITIONS = 120;

    private record Fact(int person, String name, int kind, long at) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theScoredAttemptOfEveryPersonIsTheOneTheRulesTell(long number) {
        long seed = Long.getLong("funnel.seed", 20261121) + number;
        System.out.println("FunnelRulesIT seed " + seed);
        Random random = new Random(seed);
        AnalyticsDatabase database = TestDatabase.migrated();
        List<Fact> facts = new ArrayList<>(facts(random));
        store(database, facts);
        List<String> everybody = facts.stream()
                .map(fact -> String.valueOf(fact.person()))
                .distinct()
                .toList();
        Map<String, String> merged = TestMerges.some(random, database, AppId.DEFAULT, everybody);
        facts.replaceAll(fact -> new Fact(
                Integer.parseInt(merged.getOrDefault(String.valueOf(fact.person()), String.valueOf(fact.person()))),
                fact.name(),
                fact.kind(),
                fact.at()));
        for (int i = 0; i < DEFINITIONS; i++) {
            FunnelDefinition definition = definition(random);
            Period period = period(random);
            Map<String, List<Long>> counted = counted(database, definition, period);
            Map<String, List<Long>> byHand = byHand(facts, definition, period);
            assertThat(counted.keySet()).isEqualTo(byHand.keySet());
            for (String person : byHand.keySet()) {
                assertThat(counted.get(person))
                        .as(() -> "seed %d, %s, %s, events %s".formatted(seed, definition, period, of(person, facts)))
                        .isEqualTo(byHand.get(person));
            }
        }
    }

    private static List<Fact> facts(Random random) {
        List<Fact> facts = new ArrayList<>();
        for (int person = 1; person <= PEOPLE; person++) {
            int instants = 1 + random.nextInt(12);
            int events = 1 + random.nextInt(14);
            int names = 1 + random.nextInt(NAMES.size());
            for (int i = 0; i < events; i++) {
                facts.add(new Fact(
                        person, NAMES.get(random.nextInt(names)), random.nextInt(3), 1000L * random.nextInt(instants)));
            }
        }
        return facts;
    }

    private static void store(AnalyticsDatabase database, List<Fact> facts) {
        Map<String, Integer> names = new EventNames(database).resolve(AppId.DEFAULT, NAMES);
        List<String> people =
                IntStream.rangeClosed(1, PEOPLE).mapToObj(String::valueOf).toList();
        EventStore store = new EventStore(database);
        store.prepare(List.of(START));
        database.transaction().executeWithoutResult(status -> {
            Map<String, KnownDistinctId> ids = new PersonIds(database).resolve(AppId.DEFAULT, people);
            List<EventRow> rows = new ArrayList<>();
            for (Fact fact : facts) {
                Instant at = START.plusMillis(fact.at());
                rows.add(new EventRow(
                        names.get(fact.name()),
                        ids.get(String.valueOf(fact.person())),
                        at,
                        at,
                        rows.size(),
                        null,
                        "{\"kind\":" + fact.kind() + "}",
                        true));
            }
            assertThat(store.append(rows).stored().cardinality()).isEqualTo(facts.size());
        });
    }

    private static FunnelDefinition definition(Random random) {
        FunnelOrder order = random.nextBoolean() ? FunnelOrder.ORDERED : FunnelOrder.values()[random.nextInt(3)];
        int steps = 2 + random.nextInt(3);
        FunnelDefinition.Builder builder = FunnelDefinition.of()
                .order(order)
                .entry(FunnelEntry.values()[random.nextInt(2)])
                .windowFrom(WindowFrom.values()[random.nextInt(2)])
                .conversionWindow(Duration.ofMillis(
                        random.nextInt(4) > 0 ? 1000 + 1000 * random.nextInt(3) : 500 + 1000 * random.nextInt(12)));
        for (int step = 0; step < steps; step++) {
            builder.step(filter(random));
        }
        for (int exclusions = random.nextInt(3); exclusions > 0; exclusions--) {
            int from = order == FunnelOrder.ANY ? 1 : 1 + random.nextInt(steps - 1);
            int to = order == FunnelOrder.ANY ? steps : from + 1 + random.nextInt(steps - from);
            builder.exclude(new FunnelExclusion(filter(random), from, to));
        }
        return builder.build();
    }

    private static EventFilter filter(Random random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        return random.nextInt(3) > 0
                ? EventFilter.named(name)
                : new EventFilter(name, List.of(PropertyCondition.eq("kind", random.nextInt(3))));
    }

    private static Period period(Random random) {
        int from = random.nextInt(6);
        return new Period(
                random.nextBoolean() ? null : START.plusSeconds(from),
                random.nextBoolean() ? null : START.plusSeconds(from + 1 + random.nextInt(6)));
    }

    private static Map<String, List<Long>> counted(
            AnalyticsDatabase database, FunnelDefinition definition, Period period) {
        EventNames names = new EventNames(database);
        FunnelStatement statement =
                FunnelStatement.of(new FunnelQuery(AppId.DEFAULT, definition, period, ZoneOffset.UTC), names);
        String sql = statement.sql(new Segments(database, names, Clock.systemUTC()));
        Map<String, List<Long>> attempts = new TreeMap<>();
        database.sql("select coalesce(min(d.distinct_id) filter (where d.identified), min(d.distinct_id)), f.attempt"
                        + " from (" + sql + ") f join {schema}.distinct_id d on d.person_id = f.person_id"
                        + " group by f.person_id, f.attempt")
                .params(statement.values())
                .query(row -> {
                    List<Long> attempt = new ArrayList<>();
                    for (Long instant : (Long[]) row.getArray(2).getArray()) {
                        attempt.add(instant - START.toEpochMilli());
                    }
                    attempts.put(row.getString(1), attempt);
                });
        return attempts;
    }

    private static List<Fact> of(String person, List<Fact> facts) {
        return facts.stream()
                .filter(fact -> person.equals(String.valueOf(fact.person())))
                .toList();
    }

    private static Map<String, List<Long>> byHand(List<Fact> facts, FunnelDefinition definition, Period period) {
        FunnelByHand rules = new FunnelByHand(
                definition,
                period.from() == null ? Long.MIN_VALUE : period.from().toEpochMilli() - START.toEpochMilli(),
                period.to() == null ? Long.MAX_VALUE : period.to().toEpochMilli() - START.toEpochMilli());
        Map<String, List<Happening>> people = new HashMap<>();
        facts.stream()
                .sorted(Comparator.comparingLong(Fact::at))
                .forEach(fact -> people.computeIfAbsent(String.valueOf(fact.person()), key -> new ArrayList<>())
                        .add(happening(fact, definition)));
        Map<String, List<Long>> attempts = new TreeMap<>();
        people.forEach((person, events) -> {
            List<Long> attempt = rules.scored(events);
            if (!attempt.isEmpty()) {
                attempts.put(person, attempt);
            }
        });
        return attempts;
    }

    private static Happening happening(Fact fact, FunnelDefinition definition) {
        int steps = definition.steps().size();
        List<Integer> serves = IntStream.rangeClosed(1, steps)
                .filter(step -> matches(fact, definition.steps().get(step - 1)))
                .boxed()
                .toList();
        List<Integer> endsAfter = IntStream.range(1, steps)
                .filter(made -> definition.exclude().stream()
                        .anyMatch(exclusion -> matches(fact, exclusion.event())
                                && exclusion.fromStep() <= made
                                && made < exclusion.toStep()))
                .boxed()
                .toList();
        return new Happening(fact.at(), serves, endsAfter);
    }

    private static boolean matches(Fact fact, EventFilter filter) {
        return filter.event().equals(fact.name())
                && filter.where().stream()
                        .allMatch(condition -> Set.of(fact.kind()).contains(condition.value()));
    }
}
