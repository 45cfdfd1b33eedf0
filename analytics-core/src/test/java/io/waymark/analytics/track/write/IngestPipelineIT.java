/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.track.EventProjection;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestOutcome.Status;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.IngestUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestPipelineIT {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final List<IngestPipeline> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(IngestPipeline::stop);
    }

    @Test
    void storesWhatIsRecordedBeforeItAnswers() {
        IngestPipeline ingest = start(List.of());

        List<IngestOutcome> outcomes = ingest.record(
                AppId.DEFAULT,
                List.of(
                        Event.builder("order_placed", "ada")
                                .occurredAt(NOON)
                                .sessionId("s1")
                                .property("total", 12.5)
                                .property("text", "it's \"quoted\" \\ \u0000 \ud83d\ude00")
                                .build(),
                        Event.builder("order_placed", "null").build(),
                        Event.builder("order_placed", "grace").build()));

        assertThat(outcomes)
                .extracting(IngestOutcome::status)
                .containsExactly(Status.RECORDED, Status.INVALID, Status.RECORDED);
        assertThat(outcomes.get(1).pointer()).isEqualTo("/distinctId");
        assertThat(count()).isEqualTo(2);
        assertThat(database.sql("""
                        select e.properties ->> 'total' || ' ' || (e.properties ->> 'text') || ' ' || (e.session is not null)
                        from {schema}.event e
                        join {schema}.distinct_id d on d.person_id = e.person_id and d.distinct_id = 'ada'
                        join {schema}.event_name n on n.id = e.event_name_id and n.name = 'order_placed'
                        where e.occurred_at = '2026-03-01T12:00:00.123Z'
                        """).query(String.class).single())
                .isEqualTo("12.5 it's \"quoted\" \\ \ufffd \ud83d\ude00 true");
        assertThat(ingest.stats().recorded()).isEqualTo(2);
        assertThat(ingest.stats().dropped()).containsEntry("invalid", 1L);
    }

    @Test
    void countsAnEventOnceHoweverOftenItIsSent() {
        IngestPipeline ingest = start(List.of());
        List<Event> events = IntStream.range(0, 500).mapToObj(this::event).toList();

        ingest.record(AppId.DEFAULT, events);
        List<IngestOutcome> again = ingest.record(AppId.DEFAULT, events);
        ingest.record(AppId.DEFAULT, List.of(events.get(0), events.get(0), events.get(1)));

        assertThat(again).allMatch(IngestOutcome.recorded()::equals);
        assertThat(count()).isEqualTo(500);
        assertThat(ingest.stats().duplicates()).isEqualTo(503);
    }

    @Test
    void storesWhatIsNewOfAFewOfWhichOthersAreStoredAlready() {
        IngestPipeline ingest = start(List.of());
        List<Event> steps = IntStream.range(0, 5)
                .mapToObj(i -> Event.builder("step", "ada")
                        .eventId(EventIds.of("step " + i))
                        .occurredAt(NOON.plusSeconds(i))
                        .build())
                .toList();
        ingest.record(AppId.DEFAULT, steps.subList(0, 1));

        for (int known = 1; known < steps.size(); known++) {
            assertThat(ingest.record(AppId.DEFAULT, steps.subList(0, known + 1)))
                    .containsOnly(IngestOutcome.recorded());
        }

        assertThat(count()).isEqualTo(5);
        assertThat(ingest.stats().duplicates()).isEqualTo(1 + 2 + 3 + 4);
        assertThat(ingest.stats().writeFailures()).isZero();
    }

    @Test
    void recognisesARetryThatCarriesNoTime() {
        IngestPipeline ingest = start(List.of());
        Event event =
                Event.builder("order_placed", "ada").eventId(UUID.randomUUID()).build();

        ingest.record(AppId.DEFAULT, List.of(event));
        ingest.record(AppId.DEFAULT, List.of(event, event));

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void writesInTheOrderOfTracking() {
        IngestPipeline ingest = start(List.of());
        for (int i = 0; i < 300; i++) {
            ingest.enqueue(
                    AppId.DEFAULT, Event.builder("step", "ada").property("n", i).build());
        }
        ingest.stop();

        assertThat(database.sql("select (properties ->> 'n')::int from {schema}.event order by seq")
                        .query(Integer.class)
                        .list())
                .isEqualTo(IntStream.range(0, 300).boxed().toList());
    }

    @Test
    void writesEverythingQueuedBeforeItStopsAndNothingAfter() {
        IngestPipeline ingest = pipeline(List.of(), new WithoutSpool() {});
        for (int i = 0; i < 5_000; i++) {
            ingest.enqueue(AppId.DEFAULT, event(i));
        }
        ingest.start();
        ingest.stop();

        ingest.enqueue(AppId.DEFAULT, event(-1));
        assertThatThrownBy(() -> ingest.record(AppId.DEFAULT, List.of(event(-2))))
                .isInstanceOf(IngestUnavailableException.class);

        assertThat(count()).isEqualTo(5_000);
        assertThat(ingest.stats().dropped()).containsEntry("stopped", 2L);

        ingest.start();
        started.add(ingest);
        assertThat(ingest.record(AppId.DEFAULT, List.of(event(-2))).get(0).status())
                .isEqualTo(Status.RECORDED);
    }

    @Test
    void dropsTheEventThatFailsAndNoOther() {
        EventProjection refusing = (app, stored) -> stored.forEach(event -> {
            if (event.event().properties().containsKey("poison")) {
                throw new IllegalStateException("poison");
            }
        });
        IngestPipeline ingest = start(List.of(refusing));
        List<Event> events =
                new ArrayList<>(IntStream.range(0, 100).mapToObj(this::event).toList());
        events.set(37, events.get(37).toBuilder().property("poison", true).build());

        List<IngestOutcome> outcomes = ingest.record(AppId.DEFAULT, events);

        assertThat(outcomes.get(37)).isEqualTo(IngestOutcome.dropped("could not be stored"));
        assertThat(outcomes.stream().filter(IngestOutcome.recorded()::equals)).hasSize(99);
        assertThat(count()).isEqualTo(99);
        assertThat(ingest.stats().dropped()).containsEntry("could not be stored", 1L);
    }

    @Test
    void dropsTheEventThatTheDatabaseRefusesAndNoOther() {
        database.sql("alter table {schema}.event add check (not jsonb_exists(properties, 'poison'))")
                .update();
        IngestPipeline ingest = start(List.of());
        List<Event> events =
                new ArrayList<>(IntStream.range(0, 50).mapToObj(this::event).toList());
        events.set(0, events.get(0).toBuilder().property("poison", true).build());

        assertThat(ingest.record(AppId.DEFAULT, events).get(0).status()).isEqualTo(Status.DROPPED);
        assertThat(count()).isEqualTo(49);
    }

    @Test
    void givesProjectionsEachNewEventOnceInItsTransaction() {
        List<String> projected = Collections.synchronizedList(new ArrayList<>());
        IngestPipeline ingest = start(List.of((app, stored) ->
                stored.forEach(event -> projected.add(event.event().distinctId() + " "
                        + database.sql("select count(*) from {schema}.event")
                                .query(Integer.class)
                                .single()))));

        ingest.record(AppId.DEFAULT, List.of(event(1)));
        ingest.record(AppId.DEFAULT, List.of(event(1), event(2)));

        assertThat(projected).containsExactly("person-1 1", "person-2 2");
    }

    @Test
    void dropsWhatIsOlderThanThePurge() {
        database.transaction()
                .executeWithoutResult(
                        status -> new Watermarks(database).raise(Watermarks.PURGED_BEFORE, NOON.plusMillis(1)));
        IngestPipeline ingest = start(List.of());

        List<IngestOutcome> outcomes = ingest.record(
                AppId.DEFAULT,
                List.of(
                        Event.builder("a", "ada").occurredAt(NOON).build(),
                        Event.builder("a", "ada").occurredAt(NOON.plusMillis(1)).build()));

        assertThat(outcomes).containsExactly(IngestOutcome.dropped("older than the purge"), IngestOutcome.recorded());
        assertThat(ingest.stats().dropped()).containsEntry("older than the purge", 1L);
    }

    @Test
    void marksTheDayInTheAppsTimeZone() {
        database.sql(
                        "insert into {schema}.app (id, tenant_id, name, time_zone) values (2, 1, 'b', 'Pacific/Kiritimati')")
                .update();
        IngestPipeline ingest = start(List.of());

        ingest.record(
                AppId.DEFAULT,
                List.of(Event.builder("a", "ada").occurredAt(NOON).build()));
        ingest.record(
                new AppId(2), List.of(Event.builder("a", "ada").occurredAt(NOON).build()));

        assertThat(database.sql("select app_id || ' ' || day || ' ' || claimed from {schema}.dirty order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("1 2026-03-01 false", "2 2026-03-02 false");
        assertThat(database.sql("select count(distinct person_id) from {schema}.event")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void refusesWhatTheDatabaseDoesNotTakeInTimeAndDoesNotStoreItLater() {
        IngestPipeline ingest = pipeline(List.of(), new WithoutSpool() {
            @Override
            public Duration commitTimeout() {
                return Duration.ofMillis(50);
            }
        });
        assertThatThrownBy(() -> ingest.record(AppId.DEFAULT, List.of(event(1))))
                .isInstanceOf(IngestUnavailableException.class);

        ingest.start();
        ingest.stop();

        assertThat(count()).isZero();
        assertThat(ingest.stats().dropped()).containsEntry("caller gave up", 1L);
    }

    @Test
    void dropsAndCountsWhatDoesNotFitIntoTheQueue() {
        IngestPipeline ingest = pipeline(List.of(), new WithoutSpool() {
            @Override
            public int queueCapacity() {
                return 10;
            }
        });
        for (int i = 0; i < 25; i++) {
            ingest.enqueue(AppId.DEFAULT, event(i));
        }
        assertThatThrownBy(() -> ingest.record(AppId.DEFAULT, List.of(event(25))))
                .isInstanceOf(IngestUnavailableException.class);
        assertThat(ingest.stats().queued()).isEqualTo(10);
        assertThat(ingest.stats().dropped()).containsEntry("queue full", 16L);

        ingest.start();
        ingest.stop();
        assertThat(count()).isEqualTo(10);
    }

    private Event event(int number) {
        return Event.builder("event_" + number % 7, "person-" + number)
                .eventId(EventIds.of("event " + number))
                .occurredAt(NOON.plusSeconds(number))
                .build();
    }

    private IngestPipeline start(List<EventProjection> projections) {
        IngestPipeline pipeline = pipeline(projections, new WithoutSpool() {});
        pipeline.start();
        started.add(pipeline);
        return pipeline;
    }

    private IngestPipeline pipeline(List<EventProjection> projections, IngestSettings settings) {
        return new IngestPipeline(
                database,
                settings,
                new IngestExtensions(List.of(), List.of(), projections, List.of()),
                Clock.systemUTC());
    }

    private int count() {
        return database.sql("select count(*) from {schema}.event")
                .query(Integer.class)
                .single();
    }
}
