/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventRejectedException;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Decides on the caller's thread whether an event may be stored, and makes it ready: limits, id and time, hooks, limits
 * again, JSON. What it lets through, PostgreSQL does not refuse. Safe for use by many threads.
 */
public final class Acceptance {

    private final IngestSettings settings;
    private final EventChecks checks;
    private final HookChain hooks;
    private final Clock clock;

    /**
     * Accepts events.
     *
     * @param settings the limits
     * @param extensions who is asked, in order
     * @param counters counts hooks that fail
     * @param clock tells when an event is received
     */
    public Acceptance(IngestSettings settings, IngestExtensions extensions, IngestCounters counters, Clock clock) {
        this.settings = settings;
        this.checks = new EventChecks(settings);
        this.hooks = new HookChain(extensions, settings.hookFailure(), counters);
        this.clock = clock;
    }

    /**
     * Decides about an event.
     *
     * @param app the app it belongs to
     * @param event the event
     * @return the event as it goes on, or why it does not
     */
    public Admission admit(AppId app, Event event) {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            EventTimes.Timed timed = EventTimes.settle(checks.check(event), receivedAt);
            Decision decision = hooks.decide(app, timed.event());
            if (decision.event() == null) {
                return Admission.refused(IngestOutcome.dropped(String.valueOf(decision.reason())));
            }
            EventTimes.Timed decided = decision.event() == timed.event()
                    ? timed
                    : again(decision.event(), timed, receivedAt, event.eventId() == null);
            return Admission.of(accept(app, decided, receivedAt));
        } catch (InvalidInputException e) {
            InvalidInputException.Fault fault = e.faults().get(0);
            return Admission.refused(IngestOutcome.invalid(fault.pointer(), fault.detail()));
        } catch (EventRejectedException e) {
            return Admission.refused(IngestOutcome.rejected(e.pointer(), String.valueOf(e.getMessage())));
        }
    }

    /** Leaves it to the writer to make the JSON, unless that is needed to know whether the event is too large. */
    private AcceptedEvent accept(AppId app, EventTimes.Timed timed, Instant receivedAt) {
        Event event = timed.event();
        long most = JsonLength.most(event.properties());
        if (most <= settings.maxEventBytes()) {
            int usual = (int) (most / JsonLength.BYTES_A_CHARACTER);
            return AcceptedEvent.withoutJson(app, event, usual, receivedAt, timed.stable());
        }
        String json = StoredJson.text(event.properties());
        if (json.length() > settings.maxEventBytes() || Texts.utf8Length(json) > settings.maxEventBytes()) {
            throw PropertyCleaner.tooLarge(settings);
        }
        return new AcceptedEvent(app, event, json, receivedAt, timed.stable());
    }

    /** A hook may not take the event's id away, and a time it changed says nothing about the next attempt's. */
    private EventTimes.Timed again(Event changed, EventTimes.Timed before, Instant receivedAt, boolean firstAttempt) {
        Event event = checks.check(changed);
        if (event.eventId() == null || event.occurredAt() == null) {
            event = event.toBuilder()
                    .eventId(event.eventId() == null ? before.event().eventId() : event.eventId())
                    .occurredAt(event.occurredAt() == null ? before.event().occurredAt() : event.occurredAt())
                    .build();
        }
        EventTimes.Timed timed = EventTimes.settle(event, receivedAt);
        boolean sameTime =
                Objects.equals(timed.event().occurredAt(), before.event().occurredAt());
        return new EventTimes.Timed(timed.event(), firstAttempt || before.stable() && sameTime);
    }
}
