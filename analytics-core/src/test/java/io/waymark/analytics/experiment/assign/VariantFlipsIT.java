/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.experiment.ChangeOfTraffic;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.analytics.track.write.WithoutSpool;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody's variant flips, whatever happens in the life of an experiment. */
class VariantFlipsIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final int PEOPLE = 100_000;
    private static final int LOGINS = 2_000;

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final Clock clock = Clock.systemUTC();
    private final IngestPipeline ingest = new IngestPipeline(
            database,
            new WithoutSpool() {},
            IngestExtensions.NONE.projections(new ExposureProjection(database)),
            clock);
    private final String[] first = new String[PEOPLE];
    private final AtomicInteger flips = new AtomicInteger();

    private final class Instance {

        final ExperimentCatalog catalog = new ExperimentCatalog(database, new PatientSettings(), clock);
        final DefaultExperiments experiments =
                new DefaultExperiments(catalog, database, ingest, new PatientSettings(), clock);

        /** Asks for everybody who takes part with these ids. */
        void ask(String prefix, int from, int to) {
            IntStream.range(from, to).parallel().forEach(i -> {
                String variant = experiments.assign(APP, "checkout", prefix + i).variant();
                if (first[i] == null) {
                    first[i] = variant;
                } else if (!first[i].equals(variant)) {
                    flips.incrementAndGet();
                }
            });
        }
    }

    @Test
    void nobodyGetsAnotherVariantThroughInstancesRestartsWeightsAndLogins() {
        ingest.start();
        Instance one = new Instance();
        Instance two = new Instance();
        Experiment running = started(one.catalog);
        one.experiments.refresh();
        two.catalog.refresh();

        one.ask("anonymous-", 0, PEOPLE / 2);
        two.ask("anonymous-", PEOPLE / 2, PEOPLE);
        one.experiments.stop();
        two.experiments.stop();

        one.catalog.life().changeTraffic(APP, "checkout", ChangeOfTraffic.weights(55, 45), "ada", "a test");
        two.catalog.refresh();
        assertThat(notByHash(running, one.catalog.get(APP, "checkout"))).isBetween(4_000L, 6_000L);
        one.ask("anonymous-", 0, PEOPLE);

        Instance restarted = new Instance();
        restarted.experiments.refresh();
        restarted.ask("anonymous-", PEOPLE / 2, PEOPLE);
        two.ask("anonymous-", 0, PEOPLE / 2);

        logIn(one);
        assertThat(IntStream.range(0, LOGINS)
                        .filter(i -> !first[i].equals(byHash(one.catalog.get(APP, "checkout"), "user-" + i)))
                        .count())
                .isGreaterThan(LOGINS / 3);
        two.experiments.refresh();
        two.ask("user-", 0, LOGINS);
        Instance again = new Instance();
        again.experiments.refresh();
        again.ask("user-", 0, LOGINS);
        again.ask("anonymous-", 0, LOGINS);

        again.experiments.stop();
        previewed(running, again.catalog);

        again.catalog.life().pause(APP, "checkout", "ada", null);
        assertThat(again.experiments.assign(APP, "checkout", "user-1").takesPart())
                .isFalse();
        again.catalog.life().resume(APP, "checkout", "ada", null);
        again.catalog.life().changeTraffic(APP, "checkout", ChangeOfTraffic.to(100), "ada", null);
        again.ask("user-", 0, LOGINS);

        assertThat(flips).hasValue(0);
        ingest.stop();
    }

    /** What is stored and what the hash says is looked at for everybody, and a row that nothing explains is found. */
    private void previewed(Experiment running, ExperimentCatalog catalog) {
        ChangePreviews previews = new ChangePreviews(database, catalog);
        ChangeOfTraffic change = ChangeOfTraffic.weights(20, 80);
        ChangePreview preview = previews.preview(APP, "checkout", change);
        assertThat(preview.moved()).isZero();
        assertThat(preview.assignedLookedAt()).isEqualTo(20_000);
        assertThat((double) preview.heldByMemory() / preview.assignedLookedAt()).isBetween(0.25, 0.45);

        String unit = "-by-hand";
        String other = byHash(catalog.get(APP, "checkout"), unit).equals("big") ? "small" : "big";
        database.sql("insert into {schema}.experiment_assignment values (:id, :unit, :variant, 9, now())")
                .param("id", running.id())
                .param("unit", unit)
                .param("variant", other)
                .update();
        assertThat(previews.preview(APP, "checkout", new ChangeOfTraffic(null, null))
                        .moved())
                .isEqualTo(byHash(running, unit).equals(other) ? 0 : 1);
        database.sql("delete from {schema}.experiment_assignment where unit_id = :unit")
                .param("unit", unit)
                .update();
    }

    /** People see their variant, log in, and ask again in the very next request. */
    private void logIn(Instance instance) {
        LinkedExperiments linked = new LinkedExperiments(() -> instance.experiments);
        for (int i = 0; i < LOGINS; i++) {
            instance.experiments.expose(APP, "checkout", "anonymous-" + i);
            Event identify = Event.builder(StandardEvents.IDENTIFY, "user-" + i)
                    .property(StandardProperties.ANONYMOUS_ID, "anonymous-" + i)
                    .occurredAt(clock.instant())
                    .build();
            linked.enrich(APP, identify);
            ingest.enqueue(APP, identify);
        }
        instance.ask("user-", 0, LOGINS);
        ingest.stop();
        ingest.start();
    }

    private static Experiment started(ExperimentCatalog catalog) {
        catalog.create(
                APP,
                ExperimentDefinition.builder("checkout")
                        .variant("small", 50)
                        .variant("big", 50)
                        .goal("order_placed")
                        .build(),
                "ada");
        return catalog.start(APP, "checkout", "ada");
    }

    private static long notByHash(Experiment before, Experiment after) {
        return IntStream.range(0, PEOPLE)
                .filter(i -> !byHash(before, "anonymous-" + i).equals(byHash(after, "anonymous-" + i)))
                .count();
    }

    private static String byHash(Experiment experiment, String unit) {
        Experiment.Phase latest = experiment.phases().get(experiment.phases().size() - 1);
        return experiment
                .definition()
                .variants()
                .get(Bucketing.variant(experiment.salt(), latest, unit))
                .key();
    }
}
