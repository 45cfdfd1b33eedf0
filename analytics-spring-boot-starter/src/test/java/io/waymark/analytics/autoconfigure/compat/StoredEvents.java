/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Event;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.person.VisitorIds;
import io.waymark.analytics.track.AfterIngestHook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Everything that was committed, each event as often as it was stored. */
final class StoredEvents implements AfterIngestHook {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void afterIngest(List<Event> stored) {
        events.addAll(stored);
    }

    /** The events of somebody, as soon as there are as many as expected. */
    List<Event> await(String who, int count) {
        Instant end = Instant.now().plus(PATIENCE);
        while (of(who).size() < count && Instant.now().isBefore(end)) {
            pause();
        }
        assertThat(of(who)).as("events of %s", who).hasSize(count);
        return of(who);
    }

    Event one(String who) {
        return await(who, 1).get(0);
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
