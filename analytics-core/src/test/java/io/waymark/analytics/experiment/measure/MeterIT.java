/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ReadColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import io.waymark.analytics.experiment.metric.MetricRole;
import io.waymark.analytics.experiment.stats.mean.Winsorizing;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sums of both engines, against looking at one person at a time. */
class MeterIT {

    private static final Instant START = Instant.parse("2026-03-20T09:00:00Z");
    private static final Instant AS_OF = Instant.parse("2026-03-31T15:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final List<String> VARIANTS = List.of("control", "b", "c");
    private static final int LARGE = 30;
    private static final EventFilter LARGE_ORDER =
            new EventFilter("bought", List.of(new PropertyCondition("total", PropertyCondition.Operator.GTE, LARGE)));
    private static final EventFilter SMALL_ORDER =
            new EventFilter("bought", List.of(new PropertyCondition("total", PropertyCondition.Operator.LT, LARGE)));
    private static final List<Metric> METRICS = List.of(
            Metric.of("conversion", MetricKind.CONVERSION, "bought").within(Duration.ofDays(2)),
            Metric.of("conversion-ever", MetricKind.CONVERSION, "bought"),
            Metric.of("count", MetricKind.COUNT, "viewed").within(Duration.ofDays(3)),
            Metric.of("sum", MetricKind.SUM, "bought").property("total"),
            Metric.of("mean", MetricKind.MEAN, "bought").property("total").within(Duration.ofDays(4)),
            Metric.of("ratio", MetricKind.RATIO, "bought", "viewed"),
            Metric.of("value-ratio", MetricKind.RATIO, "bought", "viewed").property("total"),
            Metric.of("quantile", MetricKind.QUANTILE, "bought").property("total"),
            Metric.of("funnel", MetricKind.FUNNEL, "viewed", "viewed", "bought").within(Duration.ofDays(3)),
            Metric.of("retention", MetricKind.RETENTION, "viewed"),
            of("large", MetricKind.CONVERSION, null, LARGE_ORDER),
            of("large-sum", MetricKind.SUM, "total", LARGE_ORDER),
            of("large-ratio", MetricKind.RATIO, "total", LARGE_ORDER, EventFilter.named("bought")),
            of("steps", MetricKind.FUNNEL, null, SMALL_ORDER, LARGE_ORDER));

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final EventNames names = new EventNames(database);
    private final List<Person> people = new ArrayList<>();

    @Test
    void bothEnginesAgreeWithLookingAtOnePersonAtATime() {
        System.out.println("MeterIT seed " + seed);
        Experiment experiment = experiment();
        fill(experiment);
        Measurements table = new Meter(database, names, null).measure(experiment, METRICS, START, AS_OF);
        try (ColumnEngine engine = new ColumnEngine(new ReadColumns(database, random), 2, 0)) {
            Measurements columns = new Meter(database, names, engine).measure(experiment, METRICS, START, AS_OF);
            assertThat(columns.several()).isEqualTo(table.several());
            assertThat(table.several())
                    .isEqualTo(people.stream().filter(each -> each.variant < 0).count());
            int last = table.frame().days().size() - 1;
            for (int i = 0; i < METRICS.size(); i++) {
                for (int day : new int[] {last, random.nextInt(last + 1), 0}) {
                    check(table, columns, i, day);
                }
            }
        }
    }

    private static Metric of(String key, MetricKind kind, @Nullable String property, EventFilter... events) {
        return new Metric(
                key,
                key,
                MetricRole.SECONDARY,
                kind,
                List.of(events),
                property,
                null,
                Metric.DEFAULT_QUANTILE,
                Metric.DEFAULT_PERIOD,
                0,
                Duration.ZERO,
                Duration.ofDays(5),
                false);
    }

    private void check(Measurements table, Measurements columns, int metric, int day) {
        long end = day == table.frame().days().size() - 1
                ? AS_OF.toEpochMilli()
                : table.frame().dayStarts()[day + 1] - 1;
        for (boolean matured : new boolean[] {false, true}) {
            for (int variant = 0; variant < VARIANTS.size(); variant++) {
                for (int phase = 0; phase < 2; phase++) {
                    String what = "seed " + seed + ", " + METRICS.get(metric).key() + " of " + VARIANTS.get(variant)
                            + " in phase " + phase + " up to day " + day + (matured ? ", matured" : "");
                    Cell expected = byHand(METRICS.get(metric), variant, phase, end, matured);
                    for (Measurements engine : List.of(table, columns)) {
                        MetricData data = engine.metrics().get(metric);
                        close(what, data.cells(matured).through(variant, phase, day), expected);
                    }
                    assertThat(columns.metrics().get(metric).values(variant, phase, matured))
                            .as(what)
                            .containsExactly(table.metrics().get(metric).values(variant, phase, matured));
                }
            }
        }
    }

    private static void close(String what, Cell actual, Cell expected) {
        double[][] pairs = {
            {actual.people(), expected.people()},
            {actual.y(), expected.y()},
            {actual.yy(), expected.yy()},
            {actual.x(), expected.x()},
            {actual.xx(), expected.xx()},
            {actual.xy(), expected.xy()}
        };
        for (double[] pair : pairs) {
            assertThat(pair[0]).as(what).isCloseTo(pair[1], within(1e-6 * Math.max(1, Math.abs(pair[1]))));
        }
    }

    private Cell byHand(Metric metric, int variant, int phase, long end, boolean matured) {
        OptionalDouble limit = metric.kind() == MetricKind.SUM
                ? Winsorizing.limit(
                        people.stream()
                                .filter(each -> each.variant >= 0)
                                .mapToDouble(each -> each.sum(metric, 0, AS_OF.toEpochMilli(), "total"))
                                .toArray(),
                        Winsorizing.LEVEL,
                        true)
                : OptionalDouble.empty();
        double most = limit.orElse(Double.POSITIVE_INFINITY);
        double[] sums = new double[6];
        for (Person person : people) {
            if (person.variant != variant || person.phase != phase || person.at > end) {
                continue;
            }
            Duration reach = metric.reach();
            if (matured && reach != null && person.at + reach.toMillis() > AS_OF.toEpochMilli()) {
                continue;
            }
            double[] values = person.values(metric, end, most);
            if (values.length > 0) {
                sums[0]++;
                sums[1] += values[0];
                sums[2] += values[0] * values[0];
                sums[3] += values[1];
                sums[4] += values[1] * values[1];
                sums[5] += values[0] * values[1];
            }
        }
        return new Cell(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
    }

    private Experiment experiment() {
        ExperimentCatalog catalog =
                new ExperimentCatalog(database, new ExperimentSettings() {}, Clock.fixed(START, ZoneOffset.UTC));
        ExperimentDefinition.Builder builder =
                ExperimentDefinition.builder("checkout").goal("bought");
        VARIANTS.forEach(variant -> builder.variant(variant, 1));
        long id = catalog.create(AppId.DEFAULT, builder.build(), "ada").id();
        catalog.start(AppId.DEFAULT, "checkout", "ada");
        database.sql("insert into {schema}.experiment_phase values (:id, 2, :at, 10000, '{8,1,1}')")
                .param("id", id)
                .param("at", START.plus(Duration.ofDays(4)).atOffset(ZoneOffset.UTC))
                .update();
        database.sql("update {schema}.app set time_zone = '" + ZONE + "'").update();
        return catalog.get(AppId.DEFAULT, "checkout");
    }

    private void fill(Experiment experiment) {
        List<EventRow> rows = new ArrayList<>();
        List<Object[]> exposures = new ArrayList<>();
        for (int number : IntStream.concat(IntStream.range(1, 400), IntStream.range(70_000, 70_200))
                .toArray()) {
            Person person = new Person();
            person.at = at(START, AS_OF);
            person.variant = random.nextInt(VARIANTS.size());
            person.phase = random.nextInt(2);
            exposures.add(exposure(experiment, number, person.variant, person.phase, person.at));
            if (random.nextInt(15) == 0) {
                exposures.add(exposure(experiment, number, (person.variant + 1) % 3, 0, at(START, AS_OF)));
                person.variant = -1;
            }
            for (int i = random.nextInt(9); i > 0; i--) {
                String name = random.nextBoolean() ? "viewed" : "bought";
                long at = switch (random.nextInt(5)) {
                    case 0 -> person.at;
                    case 1 -> person.at + Duration.ofDays(1 + random.nextInt(3)).toMillis();
                    default -> at(START.minus(Duration.ofDays(20)), AS_OF.plus(Duration.ofDays(1)));
                };
                double total = random.nextInt(40) == 0 ? 10_000 : random.nextInt(100);
                person.events.add(new Happened(name, at, total));
                rows.add(new EventRow(
                        names.resolve(AppId.DEFAULT, Set.of(name)).get(name),
                        new KnownDistinctId(0, number),
                        Instant.ofEpochMilli(at),
                        Instant.ofEpochMilli(at),
                        rows.size(),
                        null,
                        "{\"total\":" + total + "}",
                        true));
            }
            // At one instant in the order of the steps, which is the order that helps.
            person.events.sort(Comparator.comparing(Happened::at)
                    .thenComparing(Comparator.comparing(Happened::name).reversed())
                    .thenComparing(event -> event.total >= LARGE));
            people.add(person);
        }
        EventStore store = new EventStore(database);
        store.prepare(rows.stream().map(EventRow::occurredAt).toList());
        database.transaction().executeWithoutResult(status -> store.append(rows));
        new JdbcTemplate(database.dataSource())
                .batchUpdate(
                        database.tables().qualify("insert into {schema}.experiment_exposure values (?, ?, ?, ?, ?)"),
                        exposures);
    }

    private static Object[] exposure(Experiment experiment, int person, int variant, int phase, long at) {
        return new Object[] {
            experiment.id(),
            person,
            VARIANTS.get(variant),
            phase + 1,
            Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC)
        };
    }

    private long at(Instant from, Instant to) {
        return from.toEpochMilli() + (long) (random.nextDouble() * (to.toEpochMilli() - from.toEpochMilli()));
    }

    private record Happened(String name, long at, double total) {

        private boolean is(EventFilter filter) {
            return name.equals(filter.event())
                    && (filter.where().isEmpty() || (total >= LARGE == filter.equals(LARGE_ORDER)));
        }
    }

    /** Somebody, and what they are worth, by the words of the docs. */
    private static final class Person {
        private long at;
        private int variant;
        private int phase;
        private final List<Happened> events = new ArrayList<>();

        /** The value and the second value; empty if the person does not count. */
        private double[] values(Metric metric, long end, double most) {
            return switch (metric.kind()) {
                case CONVERSION -> new double[] {counted(metric, 0, end).isEmpty() ? 0 : 1, 0};
                case COUNT ->
                    new double[] {
                        counted(metric, 0, end).size(), earlier(metric).size()
                    };
                case SUM ->
                    new double[] {
                        Math.min(most, sum(metric, 0, end, "total")),
                        Math.min(
                                most,
                                earlier(metric).stream()
                                        .mapToDouble(Happened::total)
                                        .sum())
                    };
                case MEAN, QUANTILE ->
                    counted(metric, 0, end).isEmpty()
                            ? new double[0]
                            : new double[] {
                                mean(counted(metric, 0, end)), earlier(metric).isEmpty() ? 0 : mean(earlier(metric))
                            };
                case RATIO ->
                    new double[] {
                        sum(metric, 0, end, metric.property()),
                        counted(metric, 1, end).size()
                    };
                case FUNNEL -> new double[] {funnel(metric, end) ? 1 : 0, 0};
                case RETENTION ->
                    new double[] {
                        counted(metric, 0, end).stream()
                                        .anyMatch(event -> event.at - at
                                                >= metric.period()
                                                        .multipliedBy(metric.periods())
                                                        .toMillis())
                                ? 1
                                : 0,
                        0
                    };
            };
        }

        private double sum(Metric metric, int place, long end, @Nullable String property) {
            return counted(metric, place, end).stream()
                    .mapToDouble(event -> property == null ? 1 : event.total)
                    .sum();
        }

        private boolean funnel(Metric metric, long end) {
            int made = 0;
            Duration window = metric.window();
            for (Happened event : events) {
                if (made < metric.events().size()
                        && event.is(metric.events().get(made))
                        && event.at >= at
                        && event.at <= end
                        && (window == null || event.at - at <= window.toMillis())) {
                    made++;
                }
            }
            return made == metric.events().size();
        }

        private List<Happened> counted(Metric metric, int place, long end) {
            Duration reach = metric.reach();
            return events.stream()
                    .filter(event -> event.is(metric.events().get(place)))
                    .filter(event -> event.at >= at
                            && event.at <= Math.min(end, AS_OF.toEpochMilli())
                            && (reach == null || event.at - at <= reach.toMillis()))
                    .toList();
        }

        private List<Happened> earlier(Metric metric) {
            return events.stream()
                    .filter(event -> event.is(metric.events().get(0)))
                    .filter(event -> event.at < at
                            && at - event.at <= Duration.ofDays(14).toMillis())
                    .toList();
        }

        private static double mean(List<Happened> events) {
            return Arrays.stream(events.stream().mapToDouble(Happened::total).toArray())
                    .average()
                    .orElseThrow();
        }
    }
}
