/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Event;
import io.waymark.analytics.track.AfterIngestHook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Everything that was committed, each event as often as it was stored. */
final class StoredEvents implements AfterIngestHook {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void afterIngest(List<Event> stored) {
        events.addAll(stored);
        notifyAll();
    }

    /** The events of some people, as soon as there are as many as expected. */
    synchronized List<Event> await(int count, String... people) throws InterruptedException {
        Collection<String> who = Arrays.asList(people);
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long left = PATIENCE.toNanos(); of(who).size() < count && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        List<Event> found = of(who);
        assertThat(found).as("events of %s", who).hasSize(count);
        return found;
    }

    private List<Event> of(Collection<String> people) {
        return events.stream()
                .filter(event -> people.contains(event.distinctId()))
                .toList();
    }

    static Event one(List<Event> events, String name) {
        List<Event> found =
                events.stream().filter(event -> event.name().equals(name)).toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }
}
