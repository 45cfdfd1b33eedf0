/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Assignment.Reason;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DefaultExperimentsIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int UNITS = 400;

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final ExperimentCatalog catalog = catalog();
    private final RecordingIngest ingest = new RecordingIngest();
    private final DefaultExperiments experiments = instance(catalog);

    @Test
    void everybodyGetsTheControlUntilItRuns() {
        assertThat(experiments.assign(APP, "checkout", "ada"))
                .isEqualTo(new Assignment("checkout", "control", 0, Reason.UNKNOWN_EXPERIMENT));
        catalog.create(APP, definition().build(), "ada");
        assertThat(experiments.assign(APP, "checkout", "ada"))
                .isEqualTo(new Assignment("checkout", "small", 0, Reason.NOT_RUNNING));
        assertThat(experiments.variant("checkout", "ada")).isEqualTo("small");
        assertThat(ingest.events).isEmpty();
    }

    @Test
    void aBlankUnitGetsTheControlAndIsCounted() {
        start(definition());
        for (String unit : new String[] {null, "", "  \t"}) {
            assertThat(experiments.expose(APP, "checkout", unit))
                    .isEqualTo(new Assignment("checkout", "small", 0, Reason.MISSING_UNIT));
        }
        assertThat(experiments.stats().missingUnits()).isEqualTo(3);
        assertThat(ingest.events).isEmpty();
        experiments.stop();
        assertThat(rows()).isEmpty();
    }

    @Test
    void assignsByTheHashAndExposesOnlyWhenAsked() {
        Experiment running = start(definition());
        Map<String, String> variants = new HashMap<>();
        for (int i = 0; i < UNITS; i++) {
            String unit = "visitor-" + i;
            String variant = experiments.variant("checkout", unit, false);
            assertThat(variant)
                    .isEqualTo(running.definition()
                            .variants()
                            .get(Bucketing.variant("checkout", running.phases().get(0), unit))
                            .key());
            variants.put(unit, variant);
        }
        assertThat(variants.values()).contains("small", "big");
        assertThat(ingest.events).isEmpty();

        variants.keySet().forEach(unit -> experiments.expose("checkout", unit));
        variants.keySet().forEach(unit -> experiments.variant("checkout", unit));

        assertThat(ingest.events).hasSize(UNITS).allSatisfy(event -> {
            assertThat(event.properties().get("variant")).isEqualTo(variants.get(event.distinctId()));
            assertThat(event.properties().get("phase")).isEqualTo(1);
        });
        assertThat(experiments.stats().waitingAssignments()).isEqualTo(UNITS);
        experiments.stop();
        assertThat(rows()).isEqualTo(variants);
        assertThat(experiments.stats().waitingAssignments()).isZero();
    }

    @Test
    void whoIsOutsideTheTrafficGetsTheControlAndDoesNotTakePart() {
        start(definition().trafficBasisPoints(3_000));
        int outside = 0;
        for (int i = 0; i < UNITS; i++) {
            Assignment assignment = experiments.expose(APP, "checkout", "visitor-" + i);
            if (!assignment.takesPart()) {
                assertThat(assignment).isEqualTo(new Assignment("checkout", "small", 0, Reason.NOT_IN_TRAFFIC));
                outside++;
            }
        }
        assertThat(outside).isBetween(200, 350);
        assertThat(ingest.events).hasSize(UNITS - outside);
        experiments.stop();
        assertThat(rows()).hasSize(UNITS - outside);
    }

    @Test
    void everybodyGetsTheShippedVariant() {
        start(definition());
        catalog.conclude(APP, "checkout", "big", "ada");
        for (int i = 0; i < 20; i++) {
            assertThat(experiments.expose(APP, "checkout", "visitor-" + i))
                    .isEqualTo(new Assignment("checkout", "big", 0, Reason.SHIPPED));
        }
        assertThat(experiments.variant("checkout", null)).isEqualTo("big");
        assertThat(ingest.events).isEmpty();
    }

    @Test
    void aChangeOfWeightsMovesNobodyOnAnyInstance() {
        Experiment running = start(definition());
        Map<String, String> before = assignAll(experiments, 0, UNITS);
        experiments.stop();

        newPhase(running, 10_000, 9, 1);
        catalog.refresh();

        assertThat(assignAll(experiments, 0, UNITS)).isEqualTo(before);
        DefaultExperiments restarted = instance(catalog());
        assertThat(assignAll(restarted, 0, UNITS)).isEqualTo(before);

        // Newcomers follow the new weights.
        Map<String, String> newcomers = assignAll(restarted, UNITS, 2 * UNITS);
        assertThat(newcomers.values().stream().filter("big"::equals).count()).isBetween(15L, 75L);
        restarted.stop();
        assertThat(assignAll(experiments, UNITS, 2 * UNITS)).isEqualTo(newcomers);
        assertThat(assignAll(instance(catalog()), UNITS, 2 * UNITS)).isEqualTo(newcomers);
    }

    @Test
    void loweringTheTrafficKeepsThoseWhoAreIn() {
        Experiment running = start(definition());
        Map<String, String> before = assignAll(experiments, 0, UNITS);
        experiments.stop();
        newPhase(running, 0, 1, 1);

        DefaultExperiments restarted = instance(catalog());
        assertThat(assignAll(restarted, 0, UNITS)).isEqualTo(before);
        assertThat(restarted.assign(APP, "checkout", "newcomer").reason()).isEqualTo(Reason.NOT_IN_TRAFFIC);
    }

    @Test
    void instancesAgreeAboutNewcomersWhileTheWeightsChange() throws Exception {
        Experiment running = start(definition());
        ExperimentCatalog late = catalog();
        late.refresh();
        newPhase(running, 10_000, 1, 9);
        DefaultExperiments behind = instance(late);
        List<DefaultExperiments> instances =
                List.of(behind, instance(catalog()), instance(catalog()), instance(catalog()));
        Map<String, String> decided = new ConcurrentHashMap<>();
        List<String> disagreements = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(instances.size());
        CyclicBarrier together = new CyclicBarrier(instances.size());
        try {
            List<Future<?>> done = new ArrayList<>();
            for (DefaultExperiments instance : instances) {
                done.add(threads.submit(() -> {
                    for (int i = 0; i < UNITS; i++) {
                        together.await();
                        String unit = "visitor-" + i;
                        String variant = instance.variant("checkout", unit);
                        String other = instance == behind ? null : decided.putIfAbsent(unit, variant);
                        if (other != null && !other.equals(variant)) {
                            synchronized (disagreements) {
                                disagreements.add(unit);
                            }
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        instances.forEach(DefaultExperiments::stop);
        assertThat(disagreements).isEmpty();
        assertThat(rows()).isEqualTo(decided);
        // The instance that has not heard of the change yet adopts what is kept when it comes to write.
        assertThat(assignAll(behind, 0, UNITS)).isEqualTo(decided);
    }

    @Test
    void goesOnByTheHashWhenTheTableIsAway() {
        Experiment running = start(definition());
        newPhase(running, 10_000, 1, 9);
        catalog.refresh();
        database.sql("alter table {schema}.experiment_assignment rename to gone")
                .update();

        Map<String, String> assigned = assignAll(experiments, 0, UNITS);

        assertThat(assigned.values().stream().filter("big"::equals).count()).isGreaterThan(UNITS * 8 / 10);
        experiments.stop();
        int waiting = experiments.stats().waitingAssignments();
        assertThat(waiting).isPositive();
        database.sql("alter table {schema}.gone rename to experiment_assignment")
                .update();
        experiments.stop();
        assertThat(experiments.stats().waitingAssignments()).isZero();
        assertThat(rows()).hasSize(waiting);
    }

    @Test
    void idsThatCannotBeStoredAreAssignedAllTheSame() {
        start(definition());
        for (String unit : List.of("a\0b", "\ud800", "x".repeat(10_000), "';drop table x--", "\ud83d\ude00")) {
            assertThat(experiments.assign(APP, "checkout", unit).reason()).isEqualTo(Reason.ASSIGNED);
        }
        experiments.stop();
        assertThat(rows().keySet()).containsExactlyInAnyOrder("';drop table x--", "\ud83d\ude00");
    }

    private Experiment start(ExperimentDefinition.Builder definition) {
        catalog.create(APP, definition.build(), "ada");
        return catalog.start(APP, "checkout", "ada");
    }

    private static ExperimentDefinition.Builder definition() {
        return ExperimentDefinition.builder("checkout")
                .variant("small", 1)
                .variant("big", 1)
                .goal("order_placed");
    }

    private void newPhase(Experiment experiment, int traffic, int small, int big) {
        database.sql("""
                        insert into {schema}.experiment_phase (experiment_id, number, started_at, traffic_basis_points, weights)
                        values (:id, 2, :at, :traffic, array[:small, :big])
                        """)
                .param("id", experiment.id())
                .param("at", NOW.plusSeconds(60).atOffset(ZoneOffset.UTC))
                .param("traffic", traffic)
                .param("small", small)
                .param("big", big)
                .update();
        database.sql("update {schema}.experiment_revision set number = number + 1")
                .update();
    }

    private static Map<String, String> assignAll(DefaultExperiments experiments, int from, int to) {
        Map<String, String> variants = new HashMap<>();
        for (int i = from; i < to; i++) {
            variants.put("visitor-" + i, experiments.variant("checkout", "visitor-" + i));
        }
        return variants;
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new HashMap<>();
        database.sql("select unit_id, variant from {schema}.experiment_assignment")
                .query(row -> {
                    rows.put(row.getString(1), row.getString(2));
                });
        return rows;
    }

    private DefaultExperiments instance(ExperimentCatalog catalog) {
        return new DefaultExperiments(
                catalog, database, ingest, new PatientSettings(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private ExperimentCatalog catalog() {
        return new ExperimentCatalog(database, new ExperimentSettings() {}, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
