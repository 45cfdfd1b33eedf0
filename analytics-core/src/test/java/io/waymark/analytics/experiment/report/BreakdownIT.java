/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.measure.Part;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import io.waymark.analytics.experiment.report.Breakdown.OfEffect;
import io.waymark.analytics.experiment.report.Breakdown.OfValue;
import io.waymark.analytics.experiment.stats.BenjaminiHochberg;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Proportion;
import io.waymark.analytics.experiment.stats.TwoProportionTest;
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
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Breakdowns, against counting the people of each value one by one. */
class BreakdownIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant AS_OF = START.plus(Duration.ofDays(5));
    private static final Duration WINDOW = Duration.ofHours(30);

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final EventNames names = new EventNames(database);
    private final EventStore store = new EventStore(database);
    private final List<EventRow> events = new ArrayList<>();
    private final List<Object[]> exposures = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private long experimentId;

    @BeforeEach
    void start() {
        ExperimentDefinition definition = ExperimentDefinition.builder("checkout")
                .variant("control", 1)
                .variant("b", 1)
                .goal("order_placed")
                .conversionWindow(WINDOW)
                .metric(Metric.of("revenue", MetricKind.SUM, "order_placed").property("total"))
                .build();
        experimentId = catalog().create(APP, definition, "ada").id();
        catalog().start(APP, "checkout", "ada");
    }

    @Test
    void dividesPeopleByWhatWasKnownWhenTheyFirstSawTheirVariant() {
        long seed = new Random().nextLong();
        System.out.println("BreakdownIT seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 6_000; i++) {
            // Squared, so that some countries are common and some are not.
            String country = "c" + (int) (28 * random.nextDouble() * random.nextDouble());
            boolean b = random.nextBoolean();
            boolean converts = random.nextDouble() < (b && country.equals("c0") ? 0.3 : 0.2);
            Instant at = START.plusSeconds(random.nextInt(200_000));
            add(i, b ? "b" : "control", 1, at, country, random.nextInt(6), converts);
        }
        write();

        Breakdown breakdown = reports().breakdown(APP, "checkout", "country", "goal");

        List<OfValue> parts = breakdown.parts();
        assertThat(parts).hasSize(22);
        assertThat(parts.subList(0, 20)).extracting(OfValue::kind).containsOnly(Part.Kind.VALUE);
        assertThat(parts.subList(0, 20))
                .isSortedAccordingTo(
                        Comparator.comparingLong(OfValue::people).reversed().thenComparing(OfValue::value));
        assertThat(parts.get(20).kind()).isEqualTo(Part.Kind.OTHER);
        assertThat(parts.get(21).kind()).isEqualTo(Part.Kind.NONE);
        List<String> listed = parts.subList(0, 20).stream().map(OfValue::value).toList();
        List<Double> raw = new ArrayList<>();
        List<Double> adjusted = new ArrayList<>();
        for (OfValue part : parts) {
            Predicate<Person> inside = switch (part.kind()) {
                case VALUE -> person -> part.value().equals(person.known);
                case OTHER -> person -> person.known != null && !listed.contains(person.known);
                case NONE -> person -> person.known == null;
            };
            Proportion control = count(inside, "control");
            Proportion b = count(inside, "b");
            assertThat(part.variants().get(0).people()).as(part.value()).isEqualTo(control.trials());
            assertThat(part.variants().get(1).people()).isEqualTo(b.trials());
            assertThat(part.variants().get(0).total()).isEqualTo(control.conversions());
            assertThat(part.variants().get(1).total()).isEqualTo(b.conversions());
            OfEffect effect = Objects.requireNonNull(part.variants().get(1).effect());
            boolean few = few(control) || few(b);
            assertThat(effect.pValue().reason() == Computed.Reason.TOO_FEW)
                    .as(part.value())
                    .isEqualTo(few);
            if (!few) {
                double p = TwoProportionTest.of(control, b)
                        .map(TwoProportionTest::pValue)
                        .orNull();
                assertThat(effect.pValue().orNull()).isCloseTo(p, within(1e-12));
                assertThat(effect.lift().orNull()).isCloseTo(b.rate() / control.rate() - 1, within(1e-12));
                raw.add(p);
                adjusted.add(effect.pValueAdjusted().orNull());
            }
        }
        assertThat(raw).hasSizeGreaterThan(3);
        List<Double> expected = BenjaminiHochberg.adjust(raw);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(adjusted.get(i)).isCloseTo(expected.get(i), within(1e-12));
        }
        assertThat(reports().properties(APP, "checkout")).contains("country").doesNotContain("variant", "later");
    }

    @Test
    void weighsThePhasesOfEachPartLikeTheResult() {
        database.sql("insert into {schema}.experiment_phase values (:id, 2, :at, 10000, '{1,1}')")
                .param("id", experimentId)
                .param("at", START.plusSeconds(600).atOffset(ZoneOffset.UTC))
                .update();
        // Of b more convert in each phase, but most of its people came when fewer did.
        group("control", 1, 900, 180);
        group("b", 1, 100, 26);
        group("control", 2, 100, 5);
        group("b", 2, 900, 60);
        write();

        OfValue part =
                reports().breakdown(APP, "checkout", "country", "goal").parts().get(0);

        OfEffect effect = Objects.requireNonNull(part.variants().get(1).effect());
        assertThat(effect.base().orNull()).isCloseTo((0.2 + 0.05) / 2, within(1e-12));
        assertThat(part.variants().get(1).estimate().orNull()).isCloseTo((0.26 + 60 / 900.0) / 2, within(1e-12));
        assertThat(effect.lift().orNull()).isPositive();
    }

    @Test
    void takesAnyMetricAndRefusesUnknownOnes() {
        group("control", 1, 200, 40);
        group("b", 1, 200, 50);
        write();

        Breakdown revenue = reports().breakdown(APP, "checkout", "country", "revenue");

        assertThat(revenue.parts()).hasSize(1);
        assertThat(revenue.parts().get(0).variants())
                .extracting(of -> of.total())
                .containsExactly(4_000.0, 5_000.0);
        assertThat(BreakdownJson.write(revenue).toString()).contains("\"exploratory\":true", "\"value\":\"c0\"");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> reports().breakdown(APP, "checkout", "country", "unknown"))
                .satisfies(e -> assertThat(e.faults().get(0).pointer()).isEqualTo("/metric"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> reports().breakdown(APP, "checkout", " ", "goal"))
                .satisfies(e -> assertThat(e.faults().get(0).pointer()).isEqualTo("/property"));
    }

    private void group(String variant, int phase, int size, int converting) {
        for (int i = 0; i < size; i++) {
            add(people.size(), variant, phase, START.plusSeconds(phase == 1 ? 60 : 900), "c0", 0, i < converting);
        }
    }

    /** A person whose country is known from one event, and wrong on all others. */
    private void add(
            int number, String variant, int phase, Instant at, String country, int knownFrom, boolean converts) {
        int person = 100_000 + number;
        exposures.add(new Object[] {experimentId, person, variant, phase, at.atOffset(ZoneOffset.UTC)});
        String own = "\"experiment\":\"checkout\",\"variant\":\"" + variant + "\"";
        String known = "\"country\":\"" + country + "\"";
        boolean onExposure = knownFrom <= 1;
        event(person, StandardEvents.EXPERIMENT_EXPOSURE, at, "{" + own + (onExposure ? "," + known : "") + "}");
        event(person, "$pageview", at.plusMillis(1), "{\"country\":\"later\",\"later\":1}");
        switch (knownFrom) {
            case 1 -> event(person, "$pageview", at.minusSeconds(5), "{\"country\":\"earlier\"}");
            case 2, 3 -> {
                event(person, "$pageview", at.minus(Duration.ofHours(23)), "{\"country\":\"earlier\"}");
                event(person, "$pageview", at.minusSeconds(5), "{" + known + "}");
                event(person, "$pageview", at.minusSeconds(4), "{\"country\":null}");
            }
            case 4 -> event(person, "$pageview", at.minus(Duration.ofHours(24)), "{" + known + "}");
            case 5 ->
                event(
                        person,
                        StandardEvents.EXPERIMENT_EXPOSURE,
                        at.minusSeconds(3),
                        "{\"experiment\":\"another\"," + known + "}");
            default -> {}
        }
        if (converts) {
            event(person, "order_placed", at.plusSeconds(60), "{\"total\":100}");
        }
        people.add(new Person(variant, knownFrom <= 3 ? country : null, converts));
    }

    private void event(int person, String name, Instant at, String properties) {
        int id = names.resolve(APP, Set.of(name)).get(name);
        events.add(new EventRow(id, new KnownDistinctId(0, person), at, at, events.size(), null, properties, true));
    }

    private void write() {
        new JdbcTemplate(database.dataSource())
                .batchUpdate(
                        database.tables().qualify("insert into {schema}.experiment_exposure values (?, ?, ?, ?, ?)"),
                        exposures);
        store.prepare(events.stream().map(EventRow::occurredAt).toList());
        database.transaction().executeWithoutResult(status -> store.append(events));
    }

    private Proportion count(Predicate<Person> inside, String variant) {
        Map<Boolean, Long> counts = new HashMap<>();
        people.stream()
                .filter(inside)
                .filter(person -> person.variant.equals(variant))
                .forEach(person -> counts.merge(person.converts, 1L, Long::sum));
        long conversions = counts.getOrDefault(true, 0L);
        return new Proportion(conversions, conversions + counts.getOrDefault(false, 0L));
    }

    private static boolean few(Proportion of) {
        return of.trials() < 100 || of.conversions() < 5 || of.trials() - of.conversions() < 5;
    }

    private ExperimentReports reports() {
        return new ExperimentReports(database, catalog(), names, Clock.fixed(AS_OF, ZoneOffset.UTC));
    }

    private ExperimentCatalog catalog() {
        return new ExperimentCatalog(database, new ExperimentSettings() {}, Clock.fixed(START, ZoneOffset.UTC));
    }

    private record Person(String variant, @Nullable String known, boolean converts) {}
}
