/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.AskedColumns;
import io.waymark.analytics.chunk.ListedColumns;
import io.waymark.analytics.chunk.ListedColumns.Listed;
import io.waymark.analytics.chunk.RandomDays;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.event.ConditionTest;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.funnel.FunnelByHand.Happening;
import io.waymark.analytics.funnel.scan.AttemptSearch;
import io.waymark.analytics.funnel.scan.FunnelScan;
import io.waymark.analytics.journey.step.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many small worlds against {@link FunnelByHand}, which tries every choice. */
class FunnelScanTests {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "never");
    private static final Map<String, Integer> NAME_IDS = Map.of("a", 7, "b", 3, "c", 11, "d", 4, "e", 900);
    private static final int[] PEOPLE = {0, 1, 5, 4095, 4096, 65535, 65536, 65600, 196613};
    private static final int WORLDS = 1500;

    private final ColumnEngine engine = TestEngine.create();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theScoredAttemptOfEveryPersonIsTheOneTheRulesTell(long number) {
        long seed = Long.getLong("funnel.seed", 20261125) + number;
        System.out.println("FunnelScanTests seed " + seed);
        Random random = new Random(seed);
        for (int world = 0; world < WORLDS; world++) {
            FunnelDefinition definition = definition(random, 1000);
            // With long ones a span, by its length, takes more than one pass.
            long unit = random.nextInt(20) > 0 ? 1000 : 100L * 365 * 86_400_000;
            List<Listed> events = events(random, unit);
            Period period = period(random, unit);
            int shown = world;
            assertThat(scanned(engine, random, definition, events, period))
                    .as(() -> "seed %d, world %d, %s, %s, %s".formatted(seed, shown, definition, period, events))
                    .isEqualTo(byHand(definition, events, period));
        }
    }

    @Test
    void theValueAtAStepIsThatOfTheEventsThatCanHaveMadeIt() {
        long seed = Long.getLong("funnel.seed", 20261127);
        System.out.println("FunnelScanTests values, seed " + seed);
        Random random = new Random(seed);
        for (int world = 0; world < WORLDS / 10; world++) {
            FunnelDefinition undivided = definition(random, 1000);
            int step = 1 + random.nextInt(undivided.steps().size());
            FunnelDefinition definition =
                    dividedBy(FunnelBreakdown.atStep(step, random.nextBoolean() ? "x" : "y"), undivided);
            List<Listed> events = events(random, 1000);
            Period period = period(random, 1000);
            int shown = world;
            assertThat(scannedValues(engine, random, definition, events, period))
                    .as(() -> "seed %d, world %d, %s, %s, %s".formatted(seed, shown, definition, period, events))
                    .isEqualTo(valuesByHand(definition, events, period));
        }
    }

    private static FunnelDefinition dividedBy(FunnelBreakdown breakdown, FunnelDefinition of) {
        return new FunnelDefinition(
                of.steps(),
                of.conversionWindow(),
                of.order(),
                of.entry(),
                of.windowFrom(),
                of.exclude(),
                breakdown,
                of.segment());
    }

    private static Map<Integer, String> scannedValues(
            ColumnEngine columns, Random random, FunnelDefinition definition, List<Listed> events, Period period) {
        FunnelScan scan = FunnelScan.of(definition, NAME_IDS, Millis.of(period), FunnelWindows.longest(definition));
        Map<Integer, String> values = new TreeMap<>();
        new AttemptSearch(scan, definition, columns, new ListedColumns(random, events))
                .<Map<Integer, String>>sum(
                        TreeMap::new,
                        (sum, person, instants, lastEntry, value) -> sum.put(person, String.valueOf(value)),
                        values::putAll);
        return values;
    }

    private static Map<Integer, String> valuesByHand(FunnelDefinition definition, List<Listed> events, Period period) {
        FunnelBreakdown breakdown = definition.breakdown();
        List<EventFilter> steps = definition.order() == FunnelOrder.ANY
                ? definition.steps()
                : List.of(definition.steps().get(breakdown.step() - 1));
        Map<Integer, String> values = new TreeMap<>();
        byHand(definition, events, period)
                .forEach((person, instants) -> values.put(
                        person,
                        events.stream()
                                .filter(event -> event.person() == person && instants.size() >= breakdown.step())
                                .filter(event -> event.millis() == instants.get(breakdown.step() - 1))
                                .filter(event -> steps.stream().anyMatch(step -> isOf(event, step)))
                                .map(event -> value(event.values().get(breakdown.property())))
                                .filter(Objects::nonNull)
                                .map(PropertyValue::text)
                                .min(PropertyValue::compareText)
                                .orElse("null")));
        return values;
    }

    @Test
    void thePeopleOfALargeBucketAreScannedInSeveralPasses() {
        List<Long> instants =
                LongStream.rangeClosed(1, 12).map(step -> step * 1000).boxed().toList();
        List<Listed> events = IntStream.of(PEOPLE)
                .boxed()
                .flatMap(person -> instants.stream().map(at -> new Listed(NAME_IDS.get("a"), person, at, Map.of())))
                .toList();
        String[] steps = Collections.nCopies(instants.size(), "a").toArray(String[]::new);
        assertThat(scanned(engine, new Random(1), FunnelDefinition.of(steps).build(), events, Period.allTime()))
                .isEqualTo(
                        IntStream.of(PEOPLE).boxed().collect(Collectors.toMap(person -> person, person -> instants)));
    }

    @Test
    void anEntryOfAnotherCenturyDoesNotTakeThePlaceOfOneBefore() {
        long year = 365L * 86_400_000;
        List<Listed> events = List.of(
                new Listed(NAME_IDS.get("a"), 0, 600 * year, Map.of()),
                new Listed(NAME_IDS.get("b"), 0, 600 * year + 1000, Map.of()),
                new Listed(NAME_IDS.get("a"), 0, 900 * year, Map.of()),
                new Listed(NAME_IDS.get("b"), 1, 10 * year, Map.of()),
                // Later by more than the days that are not remembered.
                new Listed(NAME_IDS.get("a"), 4, 950 * year, Map.of()));
        FunnelDefinition definition =
                FunnelDefinition.of("a", "b", "c", "d", "e").build();
        for (int seed = 0; seed < 50; seed++) {
            assertThat(scanned(engine, new Random(seed), definition, events, Period.allTime()))
                    .isEqualTo(Map.of(0, List.of(600 * year, 600 * year + 1000), 4, List.of(950 * year)));
        }
    }

    @Test
    void theScoredAttemptIsTheSameWhateverIsRememberedOfTheDaysBefore() {
        long seed = Long.getLong("funnel.seed", new Random().nextLong());
        System.out.println("FunnelScanTests days, seed " + seed);
        for (int world = 0; world < Integer.getInteger("funnel.worlds", 300); world++) {
            Random random = new Random(seed + world);
            FunnelDefinition definition = definition(random, 6 * RandomDays.HOUR);
            List<Listed> events = new ArrayList<>();
            try (ColumnEngine own = TestEngine.random(random)) {
                for (int question = 0; question < 5; question++) {
                    addOfDays(random, events);
                    Period period = RandomDays.someTime(random);
                    assertThat(scanned(own, random, definition, events, period))
                            .as("seed %d, %s, %s, %s", seed + world, definition, period, events)
                            .isEqualTo(byHand(definition, events, period));
                }
            }
        }
    }

    @Test
    void ofADayThatIsRememberedNothingIsReadAgain() {
        List<Listed> events = new ArrayList<>();
        for (int hour = 0; hour < 180; hour++) {
            events.add(new Listed(NAME_IDS.get(NAMES.get(hour % 3)), 7 + hour % 5, RandomDays.hour(hour)));
        }
        FunnelDefinition definition = FunnelDefinition.of("a", "b", "c").build();
        AskedColumns first = new AskedColumns(events);
        scanned(engine, definition, first, Period.allTime());
        events.add(new Listed(NAME_IDS.get("c"), 9, RandomDays.hour(181)));
        AskedColumns again = new AskedColumns(events);

        assertThat(scanned(engine, definition, again, Period.allTime()))
                .isEqualTo(byHand(definition, events, Period.allTime()));
        assertThat(first.earliest()).isEqualTo(Millis.ALL.from());
        assertThat(again.earliest()).isGreaterThan(RandomDays.hour(4 * 24));
    }

    /** At a few hours of each day, as limits of a window are. */
    private static void addOfDays(Random random, List<Listed> events) {
        for (int i = random.nextInt(12); i > 0; i--) {
            events.add(new Listed(
                    NAME_IDS.get(NAMES.get(random.nextInt(4))),
                    65_534 + random.nextInt(4),
                    RandomDays.instant(random, random.nextInt(4) * 6 * RandomDays.HOUR),
                    values(random)));
        }
    }

    private static List<Listed> events(Random random, long unit) {
        List<Listed> events = new ArrayList<>();
        int instants = 1 + random.nextInt(12);
        for (int person : PEOPLE) {
            int names = 1 + random.nextInt(NAME_IDS.size());
            for (int i = random.nextInt(15); i > 0; i--) {
                int name = NAME_IDS.get(NAMES.get(random.nextInt(names)));
                events.add(new Listed(name, person, unit * (random.nextInt(instants) - 2), values(random)));
            }
        }
        return events;
    }

    private static Map<String, String> values(Random random) {
        Map<String, String> values = new HashMap<>();
        if (random.nextInt(3) > 0) {
            values.put("x", String.valueOf(random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            values.put("y", random.nextBoolean() ? "\"u\"" : "\"v\"");
        }
        return values;
    }

    private static EventFilter filter(Random random, String name, boolean conditional) {
        List<PropertyCondition> where = new ArrayList<>();
        if (conditional && random.nextBoolean()) {
            where.add(
                    switch (random.nextInt(4)) {
                        case 0 -> PropertyCondition.eq("x", 1);
                        case 1 -> PropertyCondition.eq("x", 2);
                        case 2 -> new PropertyCondition("x", PropertyCondition.Operator.NE, 1);
                        default -> new PropertyCondition("y", PropertyCondition.Operator.EXISTS, null);
                    });
            if (random.nextInt(3) == 0) {
                where.add(PropertyCondition.eq("y", "u"));
            }
        }
        return new EventFilter(name, where);
    }

    private static FunnelDefinition definition(Random random, int unit) {
        boolean conditional = random.nextBoolean();
        FunnelDefinition definition = definition(random, unit, conditional);
        while (!FunnelScan.canAnswer(definition)) {
            definition = definition(random, unit, conditional);
        }
        return definition;
    }

    private static FunnelDefinition definition(Random random, int unit, boolean conditional) {
        boolean plain = random.nextBoolean();
        boolean any = random.nextInt(3) == 0;
        int steps = 2 + random.nextInt(random.nextInt(10) > 0 ? 3 : 5);
        FunnelDefinition.Builder builder = FunnelDefinition.of()
                .order(any ? FunnelOrder.ANY : FunnelOrder.ORDERED)
                .entry(random.nextInt(3) > 0 ? FunnelEntry.BEST : FunnelEntry.FIRST_ENTRY)
                .windowFrom(WindowFrom.values()[random.nextInt(2)])
                .conversionWindow(Duration.ofMillis(
                        random.nextInt(4) > 0
                                ? unit + unit * random.nextInt(3)
                                : unit / 2 + unit * random.nextInt(12)));
        for (int step = 0; step < steps; step++) {
            builder.step(filter(random, plain && step < NAME_IDS.size() ? NAMES.get(step) : name(random), conditional));
        }
        for (int exclusions = plain ? 0 : random.nextInt(3); exclusions > 0; exclusions--) {
            int from = any ? 1 : 1 + random.nextInt(steps - 1);
            int to = any ? steps : from + 1 + random.nextInt(steps - from);
            builder.exclude(new FunnelExclusion(filter(random, name(random), conditional), from, to));
        }
        return builder.build();
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(random.nextInt(8) > 0 ? 4 : NAMES.size()));
    }

    private static Period period(Random random, long unit) {
        int from = random.nextInt(6) - 2;
        return new Period(
                random.nextBoolean() ? null : Instant.ofEpochMilli(unit * from),
                random.nextBoolean() ? null : Instant.ofEpochMilli(unit * (from + 1 + random.nextInt(6))));
    }

    private static Map<Integer, List<Long>> scanned(
            ColumnEngine columns, Random random, FunnelDefinition definition, List<Listed> events, Period period) {
        return scanned(columns, definition, new ListedColumns(random, events), period);
    }

    private static Map<Integer, List<Long>> scanned(
            ColumnEngine columns, FunnelDefinition definition, ListedColumns events, Period period) {
        FunnelScan scan = FunnelScan.of(definition, NAME_IDS, Millis.of(period), FunnelWindows.longest(definition));
        Map<Integer, List<Long>> attempts = new TreeMap<>();
        new AttemptSearch(scan, definition, columns, events)
                .<Map<Integer, List<Long>>>sum(
                        TreeMap::new,
                        (sum, person, instants, lastEntry, value) ->
                                sum.put(person, LongStream.of(instants).boxed().toList()),
                        attempts::putAll);
        return attempts;
    }

    private static Map<Integer, List<Long>> byHand(FunnelDefinition definition, List<Listed> events, Period period) {
        Millis range = Millis.of(period);
        FunnelByHand rules = new FunnelByHand(definition, range.from(), range.to());
        Map<Integer, List<Happening>> people = new HashMap<>();
        events.stream()
                .sorted(Comparator.comparingLong(Listed::millis))
                .forEach(event -> people.computeIfAbsent(event.person(), key -> new ArrayList<>())
                        .add(happening(event, definition)));
        return people.entrySet().stream()
                .map(person -> Map.entry(person.getKey(), rules.scored(person.getValue())))
                .filter(person -> !person.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private static Happening happening(Listed event, FunnelDefinition definition) {
        int steps = definition.steps().size();
        return new Happening(
                event.millis(),
                IntStream.rangeClosed(1, steps)
                        .filter(step -> isOf(event, definition.steps().get(step - 1)))
                        .boxed()
                        .toList(),
                IntStream.range(1, steps)
                        .filter(made -> definition.exclude().stream()
                                .anyMatch(exclusion -> isOf(event, exclusion.event())
                                        && exclusion.fromStep() <= made
                                        && made < exclusion.toStep()))
                        .boxed()
                        .toList());
    }

    private static boolean isOf(Listed event, EventFilter filter) {
        return NAME_IDS.getOrDefault(filter.event(), -1) == event.eventNameId()
                && filter.where().stream()
                        .allMatch(condition -> new ConditionTest(condition)
                                .test(value(event.values().get(condition.property()))));
    }

    private static @Nullable PropertyValue value(@Nullable String json) {
        return json == null ? null : PropertyValue.ofJson(json);
    }
}
