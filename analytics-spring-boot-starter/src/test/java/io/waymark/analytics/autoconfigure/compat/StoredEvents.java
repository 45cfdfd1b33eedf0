/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.person.VisitorIds;
import io.waymark.analytics.track.AfterIngestHook;
import io.waymark.analytics.track.Ingest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Everything that was committed, each event as often as it was stored. */
final class StoredEvents implements AfterIngestHook {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void afterIngest(List<Event> stored) {
        events.addAll(stored);
        notifyAll();
    }

    /** The events of somebody, as soon as there are as many as expected. */
    synchronized List<Event> await(String who, int count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (long left = PATIENCE.toNanos(); of(who).size() < count && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(of(who)).as("events of %s", who).hasSize(count);
        return of(who);
    }

    Event one(String who) {
        return await(who, 1).get(0);
    }

    /** Nothing of somebody was stored: nothing comes before an event that is stored now. */
    void none(String who, RunningHost host) {
        String last = "after " + who;
        host.bean(Ingest.class)
                .record(AppId.DEFAULT, List.of(Event.builder("last", last).build()));
        one(last);
        await(who, 0);
    }

    private List<Event> of(String who) {
        return events.stream().filter(event -> event.distinctId().equals(who)).toList();
    }

    /** An application that remembers what was stored. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import({BareHost.class, StoredEvents.class})
    static class Host {

        @Bean
        VisitorIds visitorIds() {
            return (app, ip, userAgent, at) -> "somebody with " + userAgent;
        }
    }
}
