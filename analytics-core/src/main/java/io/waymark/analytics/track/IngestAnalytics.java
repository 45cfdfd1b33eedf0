/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Delivery;
import io.waymark.analytics.Event;
import io.waymark.analytics.EventName;
import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.person.PersonEvents;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tracks through the {@link Ingest} of this application, for one app. */
public final class IngestAnalytics implements Analytics {

    private static final Logger log = LoggerFactory.getLogger(IngestAnalytics.class);

    private final Ingest ingest;
    private final AppId app;
    private final Delivery delivery;

    /**
     * Tracks events of one app.
     *
     * @param ingest the way into the store
     * @param app the app
     * @param delivery what is promised of an event that is tracked without saying so
     */
    public IngestAnalytics(Ingest ingest, AppId app, Delivery delivery) {
        this.ingest = ingest;
        this.app = app;
        this.delivery = delivery;
    }

    @Override
    public void track(Event event) {
        ingest.deliver(app, event, delivery);
    }

    @Override
    public void track(Event event, Delivery promised) {
        ingest.deliver(app, event, promised);
    }

    @Override
    public void track(String eventName, String distinctId, Map<String, ?> properties) {
        enqueue(
                eventName,
                () -> Event.builder(eventName, distinctId)
                        .properties(properties)
                        .build());
    }

    @Override
    public void track(TypedEvent event, String distinctId) {
        enqueue(event == null ? null : event.getClass().getName(), () -> event.toEvent(distinctId));
    }

    @Override
    public void track(EventName event, String distinctId) {
        track(event, distinctId, Map.of());
    }

    @Override
    public void track(EventName event, String distinctId, Map<String, ?> properties) {
        enqueue(
                event,
                () -> Event.builder(event.eventName(), distinctId)
                        .properties(properties)
                        .build());
    }

    @Override
    public void identify(String userId, @Nullable String anonymousId, Map<String, ?> properties) {
        enqueue(StandardEvents.IDENTIFY, () -> PersonEvents.identify(userId, anonymousId, properties));
    }

    @Override
    public void alias(String distinctId, String alias) {
        enqueue(StandardEvents.ALIAS, () -> PersonEvents.alias(distinctId, alias));
    }

    private void enqueue(@Nullable Object what, Supplier<Event> making) {
        Event event;
        try {
            event = making.get();
        } catch (RuntimeException e) {
            // A null, or a map changed by another thread: a mistake, but no reason to fail the caller.
            ingest.countDropped("invalid");
            log.warn("The event '{}' was dropped: it has no name, no distinct id or unreadable properties", what, e);
            return;
        }
        ingest.deliver(app, event, delivery);
    }
}
