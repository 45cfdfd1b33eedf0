/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact tracked once: who did what, when.
 *
 * @param eventId makes the event count once however often it is sent; {@code null} until the event is accepted, which
 *     gives it one
 * @param name what happened, for example {@code order_placed}
 * @param distinctId who did it
 * @param occurredAt when it happened, cut to milliseconds; {@code null} until the event is accepted, which takes the
 *     time of acceptance
 * @param sessionId the client's own id of the visit; {@code null} where visits are cut by inactivity
 * @param properties facts about the event by key, unmodifiable; values are strings, numbers, booleans, {@code null},
 *     lists and maps of these
 */
public record Event(
        @Nullable UUID eventId,
        String name,
        String distinctId,
        @Nullable Instant occurredAt,
        @Nullable String sessionId,
        Map<String, @Nullable Object> properties) {

    public Event {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(distinctId, "distinctId");
        occurredAt = occurredAt == null ? null : occurredAt.truncatedTo(ChronoUnit.MILLIS);
        properties = EventProperties.of(properties);
    }

    /**
     * Starts an event.
     *
     * @param name what happened
     * @param distinctId who did it
     * @return a builder without properties
     */
    public static Builder builder(String name, String distinctId) {
        return new Builder(name, distinctId);
    }

    /** {@return a builder that starts with everything this event has} */
    public Builder toBuilder() {
        Builder builder = new Builder(name, distinctId).properties(properties).sessionId(sessionId);
        builder.eventId = eventId;
        builder.occurredAt = occurredAt;
        return builder;
    }

    /** Collects the parts of an event. Not safe for use by several threads. */
    public static final class Builder {

        private String name;
        private String distinctId;
        private @Nullable UUID eventId;
        private @Nullable Instant occurredAt;
        private @Nullable String sessionId;
        private Map<String, @Nullable Object> properties = Map.of();
        private boolean ownProperties;

        private Builder(String name, String distinctId) {
            this.name = name;
            this.distinctId = distinctId;
        }

        /**
         * Changes what happened.
         *
         * @param name the new event name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /**
         * Changes who did it.
         *
         * @param distinctId the new distinct id
         * @return this builder
         */
        public Builder distinctId(String distinctId) {
            this.distinctId = distinctId;
            return this;
        }

        /**
         * Sets the id under which the event counts once.
         *
         * @param eventId the id, the same for every attempt to send this event
         * @return this builder
         */
        public Builder eventId(@Nullable UUID eventId) {
            this.eventId = eventId;
            return this;
        }

        /**
         * Sets when it happened.
         *
         * @param occurredAt the instant, the same for every attempt to send this event
         * @return this builder
         */
        public Builder occurredAt(@Nullable Instant occurredAt) {
            this.occurredAt = occurredAt;
            return this;
        }

        /**
         * Sets the visit it belongs to.
         *
         * @param sessionId the client's own id of the visit
         * @return this builder
         */
        public Builder sessionId(@Nullable String sessionId) {
            this.sessionId = sessionId;
            return this;
        }

        /**
         * Adds one property.
         *
         * @param key the key
         * @param value the value; replaces an earlier one
         * @return this builder
         */
        public Builder property(String key, @Nullable Object value) {
            ownProperties().put(key, value);
            return this;
        }

        /**
         * Adds properties.
         *
         * @param properties values by key; they replace earlier ones
         * @return this builder
         */
        public Builder properties(Map<String, ?> properties) {
            if (this.properties.isEmpty()) {
                this.properties = EventProperties.of(properties);
                this.ownProperties = false;
            } else {
                ownProperties().putAll(properties);
            }
            return this;
        }

        private Map<String, @Nullable Object> ownProperties() {
            if (!ownProperties) {
                properties = new LinkedHashMap<>(properties);
                ownProperties = true;
            }
            return properties;
        }

        /** {@return the event} */
        public Event build() {
            return new Event(eventId, name, distinctId, occurredAt, sessionId, properties);
        }
    }
}
