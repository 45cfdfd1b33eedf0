/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.AfterIngestHook;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AfterIngestIT {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final BlockingQueue<List<Integer>> given = new LinkedBlockingQueue<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private IngestPipeline ingest;

    @AfterEach
    void stop() {
        never.countDown();
        ingest.stop();
    }

    @Test
    void givesNewEventsOnceTheyAreCommitted() throws Exception {
        start(new WithoutSpool() {}, events -> {
            assertThat(database.sql("select count(*) from {schema}.event")
                            .query(Integer.class)
                            .single())
                    .isGreaterThanOrEqualTo(events.size());
            give(events);
        });

        ingest.record(AppId.DEFAULT, List.of(event(1), event(2)));
        ingest.record(AppId.DEFAULT, List.of(event(2), event(3)));

        assertThat(next()).containsExactly(1, 2);
        assertThat(next()).containsExactly(3);
    }

    @Test
    void givesABatchAgainToAHookThatFails() throws Exception {
        List<Integer> attempts = new ArrayList<>();
        start(new WithoutSpool() {}, events -> {
            attempts.add(events.size());
            if (attempts.size() < 3) {
                throw new IOException("unreachable");
            }
            give(events);
        });

        ingest.record(AppId.DEFAULT, List.of(event(1), event(2)));

        assertThat(next()).containsExactly(1, 2);
        assertThat(attempts).containsExactly(2, 2, 2);
        assertThat(ingest.stats().hookFailures()).isEqualTo(2);
        assertThat(ingest.stats().afterIngestMissed()).isZero();
    }

    @Test
    void isHeldUpNeitherByASlowHookNorByAFailingOne() throws Exception {
        IngestSettings small = new WithoutSpool() {
            @Override
            public int afterIngestCapacity() {
                return 2;
            }
        };
        CountDownLatch entered = new CountDownLatch(1);
        start(
                small,
                events -> {
                    entered.countDown();
                    never.await();
                },
                events -> {
                    throw new StackOverflowError();
                },
                this::give);

        ingest.record(AppId.DEFAULT, List.of(event(0)));
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        for (int i = 1; i <= 5; i++) {
            ingest.record(AppId.DEFAULT, List.of(event(i)));
            assertThat(i == 1 ? List.of(next(), next()) : List.of(next()))
                    .last()
                    .isEqualTo(List.of(i));
        }

        assertThat(ingest.stats().recorded()).isEqualTo(6);
        assertThat(ingest.stats().afterIngestMissed()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void givesWhatIsWaitingBeforeItStops() throws Exception {
        start(new WithoutSpool() {}, this::give);
        for (int i = 0; i < 50; i++) {
            ingest.enqueue(AppId.DEFAULT, event(i));
        }
        ingest.stop();

        assertThat(given.stream().mapToInt(List::size).sum()).isEqualTo(50);
    }

    private void start(IngestSettings settings, AfterIngestHook... hooks) {
        ingest = new IngestPipeline(database, settings, IngestExtensions.NONE.afterHooks(hooks), Clock.systemUTC());
        ingest.start();
    }

    private void give(List<Event> events) {
        given.add(events.stream()
                .map(event -> (Integer) event.properties().get("n"))
                .toList());
    }

    private List<Integer> next() throws InterruptedException {
        List<Integer> next = given.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static Event event(int number) {
        return Event.builder("event", "ada")
                .eventId(EventIds.of("event " + number))
                .occurredAt(NOON)
                .property("n", number)
                .build();
    }
}
