/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.experiment.plan.Audience;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.plan.Rollout;
import io.waymark.analytics.experiment.plan.Schedule;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AuditEntry;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentLifeIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ExperimentCatalog catalog = catalog(NOW);
    private final ExperimentLife life = catalog.life();

    @Test
    void isPausedResumedConcludedAndArchivedAndSaysWhoDidWhatAndWhy() {
        create("life", definition("life"));
        assertRefused(() -> life.pause(APP, "life", "ada", null));
        catalog.start(APP, "life", "ada", "Approved by the team");
        assertThat(life.pause(APP, "life", "bob", "Orders are down").state()).isEqualTo(ExperimentState.PAUSED);
        assertRefused(() -> life.pause(APP, "life", "bob", null));
        assertRefused(() -> life.archive(APP, "life", "bob", null));
        assertThat(life.resume(APP, "life", "cleo", null).state()).isEqualTo(ExperimentState.RUNNING);
        life.pause(APP, "life", "cleo", null);
        catalog.conclude(APP, "life", "b", "dora", "It won");
        Experiment archived = life.archive(APP, "life", "dora", null);
        assertThat(archived.state()).isEqualTo(ExperimentState.ARCHIVED);
        assertThat(archived.shippedVariant()).isEqualTo("b");
        assertThat(archived.archivedAt()).isEqualTo(NOW);

        List<AuditEntry> history = catalog.history(APP, "life", 100);
        assertThat(history)
                .extracting(entry -> entry.actor() + " " + entry.action())
                .containsExactly(
                        "dora archived",
                        "dora concluded",
                        "cleo paused",
                        "cleo resumed",
                        "bob paused",
                        "ada started",
                        "ada created");
        assertThat(history.get(1).why()).isEqualTo("It won");
        assertThat(history.get(1).detail().path("shippedVariant").asString()).isEqualTo("b");
        assertThat(history.get(4).why()).isEqualTo("Orders are down");
        create("reason", definition("reason"));
        assertPointer("/why", () -> catalog.start(APP, "reason", "dora", "x".repeat(1_001)));
    }

    @Test
    void aChangeOfWeightsOpensAPhase() {
        create("phases", definition("phases"));
        assertRefused(() -> life.changeTraffic(APP, "phases", ChangeOfTraffic.to(5_000), "ada", null));
        catalog.start(APP, "phases", "ada");
        assertThat(life.changeTraffic(APP, "phases", ChangeOfTraffic.to(10_000), "ada", null)
                        .phases())
                .hasSize(1);
        Experiment changed =
                life.changeTraffic(APP, "phases", new ChangeOfTraffic(5_000, List.of(9, 1)), "ada", "Less of the new");
        assertThat(changed.phases().get(1)).isEqualTo(new Experiment.Phase(2, NOW, 5_000, List.of(9, 1)));
        assertThat(changed.definition().trafficBasisPoints()).isEqualTo(5_000);
        assertThat(changed.definition().variants()).extracting(Variant::weight).containsExactly(9, 1);

        assertPointer("/weights", () -> life.changeTraffic(APP, "phases", ChangeOfTraffic.weights(1), "ada", null));
        assertPointer("/variants", () -> life.changeTraffic(APP, "phases", ChangeOfTraffic.weights(0, 0), "ada", null));
        assertPointer(
                "/trafficBasisPoints",
                () -> life.changeTraffic(APP, "phases", ChangeOfTraffic.to(10_001), "ada", null));
    }

    @Test
    void whatIsWrongIsSaidAtTheFieldBeforeTheStart() {
        create(
                "no-control",
                ExperimentDefinition.builder("no-control").variant("a", 0).variant("b", 1));
        assertPointer("/variants/0/weight", () -> catalog.start(APP, "no-control", "ada"));
        create("taken", definition("taken").layer("pricing", 0, 6_000));
        create("overlaps", definition("overlaps").layer("pricing", 5_000, 10_000));
        create("beside", definition("beside").layer("pricing", 6_000, 10_000));
        catalog.start(APP, "taken", "ada");
        assertPointer("/layer", () -> catalog.start(APP, "overlaps", "ada"));
        assertThat(catalog.start(APP, "beside", "ada").state()).isEqualTo(ExperimentState.RUNNING);
        assertPointer(
                "/audience/segment",
                () -> create("segment", definition("segment").audience(Audience.ofSegment("nobody-knows"))));
        create("ended", definition("ended"));
        catalog(NOW.minusSeconds(60)).life().schedule(APP, "ended", new Schedule(null, NOW), "ada", null);
        assertPointer("/schedule/endAt", () -> catalog.start(APP, "ended", "ada"));
        assertPointer("/variant", () -> life.override(APP, "taken", "kim", "unknown", "ada", null));
    }

    @Test
    void whatWasPlannedIsFrozenAndTheFieldsAreNamed() {
        Plan plan = new Plan("kim", 10_000, 0.05, 0.01, 14);
        create("frozen", definition("frozen").plan(plan).hypothesis("More orders"));
        Experiment started = catalog.start(APP, "frozen", "ada");
        assertThat(started.definition().plan()).isEqualTo(plan);
        assertThatExceptionOfType(ExperimentStateException.class)
                .isThrownBy(() -> catalog.update(
                        APP,
                        "frozen",
                        definition("frozen")
                                .goal("x")
                                .hypothesis("Fewer orders")
                                .plan(new Plan("kim", 20_000, 0.05, 0.01, 14))
                                .build(),
                        "ada"))
                .satisfies(e -> assertThat(e.faults())
                        .extracting(Fault::pointer)
                        .containsExactlyInAnyOrder("/hypothesis", "/plan", "/goal"));
    }

    @Test
    void startsAndEndsByTheClock() {
        Schedule hour = new Schedule(NOW.plusSeconds(60), NOW.plusSeconds(3_600));
        create("scheduled", definition("scheduled").rollout(Rollout.DEFAULT.with(hour)));
        assertThat(schedulerAt(NOW.plusSeconds(59)).run()).isZero();
        assertThat(schedulerAt(NOW.plusSeconds(60)).run()).isEqualTo(1);
        assertThat(catalog.get(APP, "scheduled").state()).isEqualTo(ExperimentState.RUNNING);
        life.schedule(APP, "scheduled", new Schedule(null, NOW.plusSeconds(7_200)), "ada", "A little longer");
        assertThat(schedulerAt(NOW.plusSeconds(3_600)).run()).isZero();
        assertThat(schedulerAt(NOW.plusSeconds(7_200)).run()).isEqualTo(1);
        Experiment over = catalog.get(APP, "scheduled");
        assertThat(over.state()).isEqualTo(ExperimentState.CONCLUDED);
        assertThat(over.startedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(over.concludedAt()).isEqualTo(NOW.plusSeconds(7_200));
        assertThat(over.definition().rollout().schedule().startAt()).isEqualTo(hour.startAt());
        assertThat(catalog.history(APP, "scheduled", 1).get(0).actor()).isEqualTo("schedule");
    }

    private static ExperimentScheduler schedulerAt(Instant now) {
        return new ExperimentScheduler(catalog(now), new ExperimentSettings() {}, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static ExperimentCatalog catalog(Instant now) {
        return new ExperimentCatalog(DATABASE, new ExperimentSettings() {}, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void create(String key, ExperimentDefinition.Builder definition) {
        catalog.create(APP, definition.goal("order_placed").build(), "ada");
    }

    private static ExperimentDefinition.Builder definition(String key) {
        return ExperimentDefinition.builder(key).variant("a", 1).variant("b", 1);
    }

    private static void assertRefused(Runnable change) {
        assertThatExceptionOfType(ExperimentStateException.class).isThrownBy(change::run);
    }

    private static void assertPointer(String pointer, Runnable change) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(change::run)
                .satisfies(
                        e -> assertThat(e.faults()).extracting(Fault::pointer).containsExactly(pointer));
    }
}
