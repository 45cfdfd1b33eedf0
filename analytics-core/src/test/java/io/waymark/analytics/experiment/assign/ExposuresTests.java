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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExposuresTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Assignment BIG = new Assignment("checkout", "big", 1, Reason.ASSIGNED);

    private final RecordingIngest ingest = new RecordingIngest();
    private final AtomicLong nanos = new AtomicLong();
    private final Exposures exposures = new Exposures(ingest, Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);

    @Test
    void sendsAnEventWithWhatWasSeen() {
        exposures.record(AppId.DEFAULT, Entry.kept(7, BIG), "ada");

        Event event = ingest.events.element();
        assertThat(event.name()).isEqualTo("$experiment_exposure");
        assertThat(event.distinctId()).isEqualTo("ada");
        assertThat(event.occurredAt()).isEqualTo(NOW);
        assertThat(event.properties()).isEqualTo(Map.of("experiment", "checkout", "variant", "big", "phase", 1));
    }

    @Test
    void sendsOneForEachEntryHoweverManyAsk() {
        Entry ada = Entry.kept(7, BIG);
        Entry bob = Entry.kept(7, BIG);
        IntStream.range(0, 100).parallel().forEach(i -> {
            exposures.record(AppId.DEFAULT, ada, "ada");
            exposures.record(AppId.DEFAULT, bob, "bob");
        });
        assertThat(ingest.events).hasSize(2);
    }

    @Test
    void sendsAnotherAfterAWhileInCaseTheFirstWasLost() {
        Entry ada = Entry.kept(7, BIG);
        exposures.record(AppId.DEFAULT, ada, "ada");
        nanos.addAndGet(Entry.EXPOSED.toNanos() - 1);
        exposures.record(AppId.DEFAULT, ada, "ada");
        assertThat(ingest.events).hasSize(1);
        nanos.addAndGet(1);
        exposures.record(AppId.DEFAULT, ada, "ada");
        assertThat(ingest.events).hasSize(2);
    }

    @Test
    void remembersABoundedNumberOfPeople() {
        Generations<KnownUnit> people = new Generations<>(() -> 10);
        KnownUnit first = people.findOrAdd("first", KnownUnit::new);
        for (int i = 0; i < 1_000; i++) {
            people.findOrAdd("unit" + i, KnownUnit::new);
            assertThat(people.find("first")).isSameAs(first);
            assertThat(people.size()).isLessThanOrEqualTo(11);
        }
        assertThat(people.find("unit0")).isNull();
    }
}
