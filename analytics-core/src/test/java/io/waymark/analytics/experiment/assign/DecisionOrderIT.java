/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.experiment.Assignment.Reason;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.plan.Audience;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.analytics.track.write.WithoutSpool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DecisionOrderIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final IngestPipeline INGEST = new IngestPipeline(
            DATABASE,
            new WithoutSpool() {},
            IngestExtensions.NONE.projections(new ExposureProjection(DATABASE)),
            CLOCK);

    private final ExperimentCatalog catalog = new ExperimentCatalog(DATABASE, new PatientSettings(), CLOCK);
    private final DefaultExperiments experiments = instance(0);

    @BeforeAll
    static void start() {
        INGEST.start();
    }

    @AfterAll
    static void stop() {
        INGEST.stop();
    }

    @Test
    void anOverrideGoesBeforeAllElseAndIsNeverAnalysed() {
        start("override", ExperimentDefinition.builder("override").trafficBasisPoints(0));
        catalog.life().override(APP, "override", "qa", "b", "ada", "to look at it");

        assertThat(experiments.expose(APP, "override", "qa").variant()).isEqualTo("b");
        assertThat(experiments.expose(APP, "override", "qa").reason()).isEqualTo(Reason.OVERRIDDEN);
        assertThat(experiments.expose(APP, "override", "other").reason()).isEqualTo(Reason.NOT_IN_TRAFFIC);
        INGEST.enqueue(
                APP,
                ExposureEvent.of(
                        new io.waymark.analytics.experiment.Assignment("override", "b", 1, Reason.ASSIGNED),
                        "qa",
                        CLOCK.instant()));
        restartIngest();
        assertThat(exposed("override")).isZero();

        catalog.life().override(APP, "override", "qa", null, "ada", null);
        assertThat(experiments.assign(APP, "override", "qa").reason()).isEqualTo(Reason.NOT_IN_TRAFFIC);
        catalog.life().override(APP, "override", "qa", "b", "ada", null);
        catalog.life().pause(APP, "override", "ada", null);
        assertThat(experiments.assign(APP, "override", "qa").reason()).isEqualTo(Reason.NOT_RUNNING);
    }

    @Test
    void whoIsHeldOutEntersNothingButKeepsWhatTheyHave() {
        start("held", ExperimentDefinition.builder("held"));
        experiments.assign(APP, "held", "early");
        experiments.stop();
        DefaultExperiments holdingOut = instance(10_000);
        assertThat(holdingOut.assign(APP, "held", "late").reason()).isEqualTo(Reason.HELD_OUT);
        assertThat(holdingOut.assign(APP, "held", "early").takesPart()).isTrue();
        long some = IntStream.range(0, 1_000)
                .filter(i -> instanceHoldingOut.assign(APP, "held", "unit" + i).reason() == Reason.HELD_OUT)
                .count();
        assertThat(some).isBetween(130L, 270L);
    }

    private final DefaultExperiments instanceHoldingOut = instance(2_000);

    @Test
    void nobodyIsInTwoExperimentsOfALayer() {
        start("left", ExperimentDefinition.builder("left").layer("checkout", 0, 5_000));
        start("right", ExperimentDefinition.builder("right").layer("checkout", 5_000, 10_000));
        for (int i = 0; i < 1_000; i++) {
            Reason left = experiments.assign(APP, "left", "unit" + i).reason();
            Reason right = experiments.assign(APP, "right", "unit" + i).reason();
            assertThat(List.of(left, right)).containsExactlyInAnyOrder(Reason.ASSIGNED, Reason.NOT_IN_LAYER);
        }
    }

    @Test
    void attributesOfTheCallDecideAndTheFirstTimeInIsForGood() {
        start(
                "attributes",
                ExperimentDefinition.builder("attributes")
                        .audience(Audience.ofAttributes(
                                new PropertyCondition("country", Operator.IN, List.of("DE", "AT")),
                                new PropertyCondition("age", Operator.GTE, 18))));
        Map<String, Object> inside = Map.of("country", "AT", "age", 18.0);

        assertThat(experiments.assign(APP, "attributes", "kim").reason()).isEqualTo(Reason.NOT_IN_AUDIENCE);
        assertThat(experiments
                        .assign(APP, "attributes", "kim", Map.of("country", "AT", "age", 17))
                        .reason())
                .isEqualTo(Reason.NOT_IN_AUDIENCE);
        assertThat(experiments.assign(APP, "attributes", "kim", inside).reason())
                .isEqualTo(Reason.ASSIGNED);
        assertThat(experiments.assign(APP, "attributes", "kim").reason()).isEqualTo(Reason.ASSIGNED);
        experiments.stop();
        assertThat(instance(0).assign(APP, "attributes", "kim").reason()).isEqualTo(Reason.ASSIGNED);
    }

    @Test
    void segmentsAndPropertiesOfPeopleDecide() {
        new Segments(DATABASE, new EventNames(DATABASE), CLOCK)
                .save(APP, "buyers", "Buyers", SegmentRule.did("order_placed"), "ada");
        track("order_placed", "buyer", Map.of());
        track("order_placed", "pro-buyer", Map.of(StandardProperties.SET, Map.of("plan", "pro")));
        track("seen", "pro", Map.of(StandardProperties.SET, Map.of("plan", "pro")));
        restartIngest();
        start(
                "stored",
                ExperimentDefinition.builder("stored")
                        .audience(new Audience("buyers", List.of(PropertyCondition.eq("plan", "pro")), List.of())));
        experiments.refresh();

        assertThat(experiments.assign(APP, "stored", "pro-buyer").reason()).isEqualTo(Reason.ASSIGNED);
        for (String outside : List.of("buyer", "pro", "nobody")) {
            assertThat(experiments.assign(APP, "stored", outside).reason())
                    .as(outside)
                    .isEqualTo(Reason.NOT_IN_AUDIENCE);
        }
    }

    @Test
    void whoIsNotKnownInTimeIsOutsideForThisOnceOnly() {
        track("seen", "slow", Map.of(StandardProperties.SET, Map.of("plan", "pro")));
        restartIngest();
        start(
                "in-time",
                ExperimentDefinition.builder("in-time")
                        .audience(new Audience(null, List.of(PropertyCondition.eq("plan", "pro")), List.of())));
        DefaultExperiments hasty = instance(new ExperimentSettings() {
            @Override
            public Duration lookupTimeout() {
                return Duration.ZERO;
            }
        });
        DATABASE.transaction().executeWithoutResult(status -> {
            DATABASE.sql("lock table {schema}.person in access exclusive mode").update();
            assertThat(hasty.assign(APP, "in-time", "slow").reason()).isEqualTo(Reason.NOT_IN_AUDIENCE);
        });

        Reason reason;
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        do {
            reason = hasty.assign(APP, "in-time", "slow").reason();
        } while (reason != Reason.ASSIGNED && System.nanoTime() < deadline);
        assertThat(reason).isEqualTo(Reason.ASSIGNED);
    }

    @Test
    void whoIsIdentifiedKeepsWhatTheirPersonHasSeenFirst() {
        start("login", ExperimentDefinition.builder("login"));
        int differently = 0;
        for (int i = 0; i < 40; i++) {
            experiments.expose(APP, "login", "visitor-" + i);
            track(StandardEvents.IDENTIFY, "member-" + i, Map.of(StandardProperties.ANONYMOUS_ID, "visitor-" + i));
        }
        restartIngest();
        experiments.stop();
        DefaultExperiments other = instance(0);
        other.refresh();
        for (int i = 0; i < 40; i++) {
            assertThat(other.assign(APP, "login", "member-" + i))
                    .isEqualTo(experiments.assign(APP, "login", "visitor-" + i));
            differently += byHash("login", "member-" + i) == byHash("login", "visitor-" + i) ? 0 : 1;
        }
        assertThat(differently).isPositive();
    }

    private int byHash(String key, String unit) {
        return Bucketing.variant(key, catalog.get(APP, key).phases().get(0), unit);
    }

    private void start(String key, ExperimentDefinition.Builder definition) {
        catalog.create(
                APP,
                definition.variant("a", 1).variant("b", 1).goal("order_placed").build(),
                "ada");
        catalog.start(APP, key, "ada");
    }

    private static void track(String event, String who, Map<String, ?> properties) {
        INGEST.enqueue(
                APP,
                Event.builder(event, who)
                        .properties(properties)
                        .occurredAt(CLOCK.instant())
                        .build());
    }

    private static void restartIngest() {
        INGEST.stop();
        INGEST.start();
    }

    private static long exposed(String key) {
        return DATABASE.sql("""
                        select count(*) from {schema}.experiment_exposure x
                        join {schema}.experiment e on e.id = x.experiment_id where e.key = :key
                        """).param("key", key).query(Long.class).single();
    }

    private DefaultExperiments instance(int holdout) {
        return instance(new PatientSettings() {
            @Override
            public int holdoutBasisPoints() {
                return holdout;
            }
        });
    }

    private DefaultExperiments instance(ExperimentSettings settings) {
        return new DefaultExperiments(catalog, DATABASE, INGEST, settings, CLOCK);
    }
}
