/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import io.waymark.analytics.experiment.metric.MetricRole;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExperimentCatalogIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final ExperimentCatalog catalog = catalog();

    @Test
    void storesADefinitionAsItIs() {
        ExperimentDefinition definition = ExperimentDefinition.builder("checkout-button")
                .name("Größe des Knopfes <b>'; drop table x</b>")
                .hypothesis("Bigger is better")
                .variant(new Variant("control", "Small", 2))
                .variant(new Variant("big", "Big", 1))
                .variant(new Variant("huge", "Huge", 0))
                .trafficBasisPoints(2_500)
                .goal(new EventFilter(
                        "order_placed",
                        List.of(
                                new PropertyCondition("total", PropertyCondition.Operator.GTE, 19.5),
                                PropertyCondition.eq("country", "DE"))))
                .conversionWindow(Duration.ofMinutes(90))
                .build();

        Experiment created = catalog.create(APP, definition, "ada");

        assertThat(created.state()).isEqualTo(ExperimentState.DRAFT);
        assertThat(created.salt()).isEqualTo("checkout-button");
        assertThat(created.createdAt()).isEqualTo(NOW);
        assertThat(ExperimentJson.write(created.definition()).toString())
                .isEqualTo(ExperimentJson.write(definition).toString());
        assertThat(catalog.get(APP, "checkout-button")).isEqualTo(created);
        assertThat(catalog.get(APP, "" + created.id())).isEqualTo(created);
        assertThat(catalog.current(APP, "checkout-button")).isEqualTo(created);
        assertThat(catalog.list(APP)).containsExactly(created);
    }

    @Test
    void goesFromDraftToRunningToConcluded() {
        catalog.create(APP, definition().build(), "ada");

        Experiment running = catalog.start(APP, "checkout", "bob");
        assertThat(running.state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(running.startedAt()).isEqualTo(NOW);
        assertThat(running.phases()).containsExactly(new Experiment.Phase(1, NOW, 10_000, List.of(1, 1)));

        Experiment concluded = catalog.conclude(APP, "checkout", "b", "cleo");
        assertThat(concluded.state()).isEqualTo(ExperimentState.CONCLUDED);
        assertThat(concluded.concludedAt()).isEqualTo(NOW);
        assertThat(concluded.shippedVariant()).isEqualTo("b");
        assertThat(concluded.version()).isEqualTo(2);

        assertThat(audit()).containsExactly("ada created", "bob started", "cleo concluded");
    }

    @Test
    void neverGoesBack() {
        catalog.create(APP, definition().build(), "ada");
        assertConflict(() -> catalog.conclude(APP, "checkout", null, "ada"));
        catalog.start(APP, "checkout", "ada");
        assertConflict(() -> catalog.start(APP, "checkout", "ada"));
        assertConflict(() -> catalog.delete(APP, "checkout", "ada"));
        catalog.conclude(APP, "checkout", null, "ada");
        assertConflict(() -> catalog.start(APP, "checkout", "ada"));
        assertConflict(() -> catalog.conclude(APP, "checkout", "b", "ada"));
        assertConflict(() -> catalog.delete(APP, "checkout", "ada"));
        assertThat(audit()).containsExactly("ada created", "ada started", "ada concluded");
    }

    @Test
    void freezesEverythingButTheNameOnceStarted() {
        catalog.create(APP, definition().build(), "ada");
        catalog.update(
                APP, "checkout", definition().variant("c", 3).goal("sign_up").build(), "ada");
        catalog.start(APP, "checkout", "ada");

        List.of(
                        definition().goal("sign_up"),
                        definition().variant("c", 4).goal("sign_up"),
                        definition().variant("c", 3),
                        definition().variant("c", 3).goal("sign_up").trafficBasisPoints(1),
                        definition().variant("c", 3).goal("sign_up").hypothesis("afterwards"),
                        definition().variant("c", 3).goal("sign_up").conversionWindow(Duration.ofDays(8)))
                .forEach(changed -> assertConflict(() -> catalog.update(APP, "checkout", changed.build(), "ada")));

        Experiment renamed = catalog.update(
                APP,
                "checkout",
                definition().variant("c", 3).goal("sign_up").name("Other").build(),
                "ada");
        assertThat(renamed.definition().name()).isEqualTo("Other");
        assertThat(renamed.phases().get(0).weights()).containsExactly(1, 1, 3);
    }

    @Test
    void secondaryMetricsChangeUntilItsSumsAreKept() {
        Metric views = Metric.of("views", MetricKind.COUNT, "viewed").as(MetricRole.SECONDARY);
        Metric signUps = Metric.of("sign-ups", MetricKind.COUNT, "sign_up").as(MetricRole.SECONDARY);
        catalog.create(APP, definition().build(), "ada");
        catalog.start(APP, "checkout", "ada");
        catalog.update(APP, "checkout", definition().metric(views).build(), "ada");
        catalog.life().pause(APP, "checkout", "ada", null);
        catalog.update(APP, "checkout", definition().metric(signUps).build(), "ada");

        catalog.conclude(APP, "checkout", null, "ada");
        ExperimentDefinition relabelled = definition().metric(views).build();
        assertConflict(() -> catalog.update(APP, "checkout", relabelled, "ada"));
        ExperimentDefinition renamed =
                definition().metric(signUps).name("Other").build();
        assertThat(catalog.update(APP, "checkout", renamed, "ada").definition()).isEqualTo(renamed);
        catalog.life().archive(APP, "checkout", "ada", null);
        assertConflict(() -> catalog.update(APP, "checkout", relabelled, "ada"));
    }

    @Test
    void keyIsUniqueAndNeverChanges() {
        catalog.create(APP, definition().build(), "ada");
        assertPointer("/key", () -> catalog.create(APP, definition().build(), "ada"));
        assertPointer(
                "/key",
                () -> catalog.update(
                        APP,
                        "checkout",
                        ExperimentDefinition.builder("other")
                                .variant("a", 1)
                                .variant("b", 1)
                                .goal("x")
                                .build(),
                        "ada"));
        assertPointer("/shippedVariant", () -> {
            catalog.start(APP, "checkout", "ada");
            catalog.conclude(APP, "checkout", "nonsense", "ada");
        });
    }

    @Test
    void deletesADraftWithoutATrace() {
        catalog.create(APP, definition().build(), "ada");
        catalog.delete(APP, "checkout", "ada");

        assertThat(catalog.list(APP)).isEmpty();
        assertThat(catalog.current(APP, "checkout")).isNull();
        assertThatExceptionOfType(ExperimentNotFoundException.class)
                .isThrownBy(() -> catalog.get(APP, "checkout"))
                .withMessageContaining("checkout");
        assertThat(catalog.find(APP, "\0")).isEmpty();
        assertThat(database.sql("select count(*) from {schema}.experiment_variant")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anotherAppHasItsOwnExperiments() {
        catalog.create(APP, definition().build(), "ada");
        AppId other = new AppId(2);
        assertThat(catalog.list(other)).isEmpty();
        assertThat(catalog.current(other, "checkout")).isNull();
        catalog.create(other, definition().build(), "ada");
        assertThat(catalog.get(other, "checkout").id())
                .isNotEqualTo(catalog.get(APP, "checkout").id());
    }

    @Test
    void anotherInstanceSeesAChange() throws Exception {
        ExperimentCatalog other =
                new ExperimentCatalog(database, settings(Duration.ofMillis(20)), Clock.fixed(NOW, ZoneOffset.UTC));
        other.start();
        try {
            assertThat(other.current(APP, "checkout")).isNull();
            catalog.create(APP, definition().build(), "ada");
            awaitState(other, ExperimentState.DRAFT);
            catalog.start(APP, "checkout", "ada");
            awaitState(other, ExperimentState.RUNNING);
        } finally {
            other.stop();
        }
    }

    @Test
    void oneOfManyInstancesStartsIt() throws Exception {
        catalog.create(APP, definition().build(), "ada");
        ExecutorService instances = Executors.newFixedThreadPool(8);
        AtomicInteger conflicts = new AtomicInteger();
        try {
            List<Future<?>> starts = java.util.stream.IntStream.range(0, 8)
                    .<Future<?>>mapToObj(i -> instances.submit(() -> {
                        try {
                            catalog().start(APP, "checkout", "instance " + i);
                        } catch (ExperimentStateException e) {
                            conflicts.incrementAndGet();
                        }
                    }))
                    .toList();
            for (Future<?> start : starts) {
                start.get();
            }
        } finally {
            instances.shutdownNow();
        }
        assertThat(conflicts).hasValue(7);
        assertThat(audit()).hasSize(2);
    }

    @Test
    void keepsWhatItKnowsWhileTheDatabaseIsAway() {
        catalog.create(APP, definition().build(), "ada");
        database.sql("drop table {schema}.experiment_revision").update();
        catalog.refresh();
        assertThat(catalog.current(APP, "checkout")).isNotNull();
    }

    @Test
    void storesWhatCodeDeclaresAndKeepsWhatPeopleChange() {
        ExperimentDefinition inCode = definition()
                .goal(new EventFilter("order_placed", List.of(PropertyCondition.eq("items", 3))))
                .startAutomatically()
                .build();
        DeclaredExperiments declared = new DeclaredExperiments(catalog, List.of(inCode));

        declared.store(APP);
        declared.store(APP);

        assertThat(catalog.get(APP, "checkout").state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(audit()).containsExactly("code created", "code started");

        catalog.conclude(APP, "checkout", "b", "ada");
        declared.store(APP);
        assertThat(catalog.get(APP, "checkout").state()).isEqualTo(ExperimentState.CONCLUDED);
    }

    @Test
    void leavesADraftAloneThatDiffersFromCode() {
        catalog.create(APP, definition().name("By people").build(), "ada");

        new DeclaredExperiments(
                        catalog, List.of(definition().startAutomatically().build()))
                .store(APP);

        assertThat(catalog.get(APP, "checkout").definition().name()).isEqualTo("By people");
        assertThat(catalog.get(APP, "checkout").state()).isEqualTo(ExperimentState.DRAFT);
    }

    @Test
    void manyInstancesDeclareTheSameAtOnce() throws Exception {
        ExperimentDefinition inCode = definition().startAutomatically().build();
        ExecutorService instances = Executors.newFixedThreadPool(6);
        CountDownLatch ready = new CountDownLatch(6);
        try {
            List<Future<?>> stores = java.util.stream.IntStream.range(0, 6)
                    .<Future<?>>mapToObj(i -> instances.submit(() -> {
                        DeclaredExperiments declared = new DeclaredExperiments(catalog(), List.of(inCode));
                        ready.countDown();
                        ready.await();
                        declared.store(APP);
                        return null;
                    }))
                    .toList();
            for (Future<?> store : stores) {
                store.get();
            }
        } finally {
            instances.shutdownNow();
        }
        assertThat(catalog.list(APP)).hasSize(1);
        assertThat(audit()).containsExactly("code created", "code started");
    }

    private static void awaitState(ExperimentCatalog catalog, ExperimentState state) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Experiment seen;
        do {
            Thread.yield();
            seen = catalog.current(APP, "checkout");
        } while ((seen == null || seen.state() != state) && System.nanoTime() < deadline);
        assertThat(seen).isNotNull();
        assertThat(seen.state()).isEqualTo(state);
    }

    private ExperimentCatalog catalog() {
        return new ExperimentCatalog(database, settings(Duration.ofHours(1)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static ExperimentSettings settings(Duration refreshInterval) {
        return new ExperimentSettings() {
            @Override
            public Duration refreshInterval() {
                return refreshInterval;
            }
        };
    }

    private static ExperimentDefinition.Builder definition() {
        return ExperimentDefinition.builder("checkout")
                .variant("a", 1)
                .variant("b", 1)
                .goal("order_placed");
    }

    private List<String> audit() {
        return database.sql(
                        "select actor || ' ' || action from {schema}.audit where subject = 'experiment' order by id")
                .query(String.class)
                .list();
    }

    private static void assertConflict(Runnable change) {
        assertThatExceptionOfType(ExperimentStateException.class)
                .isThrownBy(change::run)
                .satisfies(e -> assertThat(e.key()).isEqualTo("checkout"));
    }

    private static void assertPointer(String pointer, Runnable change) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(change::run)
                .satisfies(e -> assertThat(e.faults().get(0).pointer()).isEqualTo(pointer));
    }
}
