/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Event;
import io.waymark.analytics.track.EventFlags;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

class ClientClockTests {

    private static final Instant RECEIVED = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:05Z, 2026-03-01T09:00:00Z",
        "2026-03-01T09:59:55Z, 2026-03-01T09:00:00Z",
        "2026-03-01T10:00:05.001Z, 2026-03-01T08:59:54.999Z",
        "2026-03-01T09:59:50Z, 2026-03-01T09:00:10Z",
        "2026-03-01T13:00:00+01:00, 2026-03-01T07:00:00Z",
        "2026-03-01T12:00:00, 2026-03-01T07:00:00Z",
        "1772366400000, 2026-03-01T07:00:00Z",
        "yesterday, 2026-03-01T09:00:00Z"
    })
    void takesAwayBeyondFiveSecondsWhatTheClockIsWrongBy(String sentAt, Instant expected) {
        Event event = timed(text(sentAt), text("2026-03-01T09:00:00Z"), null);

        assertThat(event.occurredAt()).isEqualTo(expected);
        assertThat(event.properties().containsKey(EventFlags.TIME_ADJUSTED))
                .isEqualTo(!expected.equals(Instant.parse("2026-03-01T09:00:00Z")));
    }

    @Test
    void anAgeCountsBackFromTheSendingWhichIsTheSameAtEachAttempt() {
        Event event = timed(text("2026-03-01T09:59:58Z"), MissingNode.getInstance(), 60_000L);

        assertThat(event.occurredAt()).isEqualTo("2026-03-01T09:58:58Z");
        assertThat(event.properties()).isEmpty();
    }

    @Test
    void anAgeWithoutATimeOfSendingCountsBackFromTheReceipt() {
        Event event = timed(MissingNode.getInstance(), text("2020-01-01T00:00:00Z"), 60_000L);

        assertThat(event.occurredAt()).isEqualTo("2026-03-01T09:59:00Z");
        assertThat(event.properties()).containsEntry(EventFlags.TIME_ADJUSTED, EventFlags.TIME_BY_AGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "2026-02-30T00:00:00Z"})
    void saysOfATimeThatCannotBeReadThatItWasReplaced(String timestamp) {
        Event event = timed(text("2026-03-01T08:00:00Z"), text(timestamp), null);

        assertThat(event.occurredAt()).isNull();
        assertThat(event.properties()).containsEntry(EventFlags.TIME_REPLACED, EventFlags.TIME_UNREADABLE);
    }

    @Test
    void leavesAnEventWithoutATimeToAcceptance() {
        Event event = timed(text("2026-03-01T08:00:00Z"), MissingNode.getInstance(), null);

        assertThat(event.occurredAt()).isNull();
        assertThat(event.properties()).isEmpty();
    }

    private static Event timed(JsonNode sentAt, JsonNode timestamp, @Nullable Long age) {
        Event.Builder event = Event.builder("watered", "kim");
        JsonNode ago = age == null ? MissingNode.getInstance() : JsonNodeFactory.instance.numberNode((long) age);
        ClientClock.of(RECEIVED, sentAt).setTime(event, timestamp, ago);
        return event.build();
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }
}
