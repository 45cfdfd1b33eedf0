/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.compat;

import io.waymark.analytics.Event;
import io.waymark.analytics.json.IsoInstant;
import io.waymark.analytics.track.EventFlags;
import io.waymark.analytics.web.exchange.ClockSkew;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The clock of whoever sent a request, which may be wrong.
 *
 * <ol>
 *   <li>A client that says when it sent the request has a skew: that time less the time of receipt. Up to five seconds
 *       it is taken for the way here, and the client's times stand as they are: the same at each attempt. Beyond that,
 *       times are moved by it, and the event says so.
 *   <li>An age counts back from the time of sending; without one, from the time of receipt.
 *   <li>What cannot be read gives the time of receipt, and the event says so.
 * </ol>
 */
public final class ClientClock {

    private final Instant receivedAt;
    private final @Nullable Instant sentAt;
    private final ClockSkew skew;

    private ClientClock(Instant receivedAt, @Nullable Instant sentAt) {
        this.receivedAt = receivedAt;
        this.sentAt = sentAt;
        this.skew = ClockSkew.of(sentAt, receivedAt);
    }

    /**
     * Reads the clock.
     *
     * @param receivedAt when the request was received
     * @param sentAt when it was sent, by the client's clock: ISO 8601 or milliseconds since 1970
     * @return the clock; one that is right if the client does not say
     */
    public static ClientClock of(Instant receivedAt, JsonNode sentAt) {
        return new ClientClock(receivedAt, instant(sentAt));
    }

    /** {@return a clock that is taken as right} */
    public ClientClock trusted() {
        return new ClientClock(receivedAt, null);
    }

    /**
     * Gives an event its time.
     *
     * @param event the event
     * @param timestamp when it happened, by the client's clock
     * @param age how many milliseconds before it was sent it happened; wins over the timestamp
     */
    public void setTime(Event.Builder event, JsonNode timestamp, JsonNode age) {
        try {
            if (age.isNumber() && age.canConvertToLong()) {
                event.occurredAt(before(age.longValue()));
                adjusted(event, sentAt == null ? EventFlags.TIME_BY_AGE : null);
                return;
            }
            Instant instant = instant(timestamp);
            if (instant != null) {
                event.occurredAt(skew.correct(instant));
                adjusted(event, null);
            } else if (!timestamp.isMissingNode() && !timestamp.isNull()) {
                unreadable(event);
            }
        } catch (DateTimeException | ArithmeticException e) {
            unreadable(event);
        }
    }

    private Instant before(long age) {
        return (sentAt == null ? receivedAt : skew.correct(sentAt)).minusMillis(age);
    }

    private void adjusted(Event.Builder event, @Nullable String otherwise) {
        String reason = skew.isWrong() ? EventFlags.TIME_BY_SKEW : otherwise;
        if (reason != null) {
            event.property(EventFlags.TIME_ADJUSTED, reason);
        }
    }

    private static void unreadable(Event.Builder event) {
        event.property(EventFlags.TIME_REPLACED, EventFlags.TIME_UNREADABLE);
    }

    private static @Nullable Instant instant(JsonNode node) {
        if (node.isNumber() && node.canConvertToLong()) {
            return Instant.ofEpochMilli(node.longValue());
        }
        if (!node.isString()) {
            return null;
        }
        String text = node.stringValue().strip().replace(' ', 'T');
        try {
            return IsoInstant.parse(text);
        } catch (DateTimeException e) {
            return withoutOffset(text);
        }
    }

    private static @Nullable Instant withoutOffset(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return millis(text);
        }
    }

    private static @Nullable Instant millis(String text) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
