/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Assignment.Reason;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.StoredEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExposureProjectionIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final ExposureProjection projection = new ExposureProjection(database);
    private long id;

    @BeforeEach
    void start() {
        ExperimentDefinition definition = ExperimentDefinition.builder("checkout")
                .variant("a", 1)
                .variant("b", 1)
                .goal("order_placed")
                .build();
        catalog(START).create(APP, definition, "ada");
        Experiment running = catalog(START).start(APP, "checkout", "ada");
        id = running.id();
    }

    @Test
    void keepsTheFirstTimeAPersonSawAVariant() {
        project(exposure(1, "a", 50), exposure(1, "a", 20), exposure(2, "b", 30), exposure(1, "a", 40));
        assertThat(rows()).containsExactly("1 a 1 20", "2 b 1 30");

        project(exposure(1, "a", 10), exposure(2, "b", 31), exposure(2, "a", 5));
        assertThat(rows()).containsExactly("1 a 1 10", "2 a 1 5", "2 b 1 30");
    }

    @Test
    void ignoresWhatNoRunningExperimentCanHaveShown() {
        project(
                exposure(1, "nonsense", 10),
                stored(1, event("other", "a", 10)),
                exposure(1, "a", -61),
                stored(
                        1,
                        Event.builder("$experiment_exposure", "u1")
                                .occurredAt(START)
                                .build()),
                stored(
                        1,
                        Event.builder("$experiment_exposure", "u1")
                                .occurredAt(START)
                                .property("experiment", 7)
                                .property("variant", List.of())
                                .build()),
                stored(
                        1,
                        Event.builder("order_placed", "u1")
                                .occurredAt(START)
                                .property("experiment", "checkout")
                                .build()));
        assertThat(rows()).isEmpty();

        catalog(START.plusSeconds(100)).conclude(APP, "checkout", "b", "ada");
        project(exposure(1, "a", 100), exposure(2, "a", 99));
        assertThat(rows()).containsExactly("2 a 1 99");
    }

    @Test
    void clocksThatDifferALittleDoNotLoseAnybody() {
        project(exposure(1, "a", -60));
        assertThat(rows()).containsExactly("1 a 1 0");
    }

    @Test
    void anAppOnlySeesItsOwnExperiments() {
        projection.project(new AppId(2), List.of(exposure(1, "a", 10)));
        assertThat(rows()).isEmpty();
    }

    @Test
    void aPersonBelongsToThePhaseOfTheAssignment() {
        database.sql("insert into {schema}.experiment_phase values (:id, 2, :at, 10000, '{1,9}')")
                .param("id", id)
                .param("at", START.plusSeconds(50).atOffset(ZoneOffset.UTC))
                .update();
        database.sql("insert into {schema}.experiment_assignment values (:id, 'u1', 'a', 1, :at)")
                .param("id", id)
                .param("at", START.atOffset(ZoneOffset.UTC))
                .update();
        project(exposure(1, "a", 70), exposure(2, "a", 70), exposure(3, "a", 40));
        assertThat(rows()).containsExactly("1 a 1 70", "2 a 2 70", "3 a 1 40");
    }

    @Test
    void manyWritersDoNotBlockEachOther() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                int number = writer;
                done.add(writers.submit(() -> {
                    for (int round = 0; round < 10; round++) {
                        int second = 100 - number - round;
                        List<StoredEvent> batch = new ArrayList<>(IntStream.range(0, 200)
                                .mapToObj(person -> exposure(person, "a", second))
                                .toList());
                        java.util.Collections.shuffle(batch);
                        database.transaction().executeWithoutResult(status -> projection.project(APP, batch));
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(rows()).hasSize(200).allMatch(row -> row.endsWith("a 1 88"));
    }

    private void project(StoredEvent... events) {
        projection.project(APP, Arrays.asList(events));
    }

    private static StoredEvent exposure(int person, String variant, int second) {
        return new StoredEvent(
                ExposureEvent.of(
                        new Assignment("checkout", variant, 1, Reason.ASSIGNED),
                        "u" + person,
                        START.plusSeconds(second)),
                person);
    }

    private static StoredEvent stored(int person, Event event) {
        return new StoredEvent(event, person);
    }

    private static Event event(String experiment, String variant, int second) {
        return ExposureEvent.of(
                new Assignment(experiment, variant, 1, Reason.ASSIGNED), "u1", START.plusSeconds(second));
    }

    private List<String> rows() {
        return database.sql("""
                        select person_id || ' ' || variant || ' ' || phase || ' '
                               || extract(epoch from first_exposed_at - :start)::int
                        from {schema}.experiment_exposure order by person_id, variant
                        """)
                .param("start", START.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    private ExperimentCatalog catalog(Instant now) {
        return new ExperimentCatalog(database, new ExperimentSettings() {}, Clock.fixed(now, ZoneOffset.UTC));
    }
}
