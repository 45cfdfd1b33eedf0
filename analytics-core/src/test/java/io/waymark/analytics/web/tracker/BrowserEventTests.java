/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Event;
import io.waymark.analytics.track.EventFlags;
import io.waymark.analytics.web.exchange.ClockSkew;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BrowserEventTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant CLICKED = Instant.parse("2026-03-01T11:59:50Z");

    @Test
    void readsWhatTheTrackerSends() {
        Event event = read("""
                {"id":"1b4e28ba-2fa1-41d2-883f-0016d3cca427","name":"$pageview","time":1772366390000,"distinctId":"kim",
                 "url":"https://shop.example/plants/a%20b?utm_source=News+letter&utm_medium=mail&x=1","referrer":"https://www.search.example/",
                 "title":"Aloe","properties":{"n":1.5,"list":[1,"a"],"$ip":"1.2.3.4"}}""", NOW);
        assertThat(event).isNotNull();
        assertThat(event.eventId()).isEqualTo(UUID.fromString("1b4e28ba-2fa1-41d2-883f-0016d3cca427"));
        assertThat(event.occurredAt()).isEqualTo(CLICKED);
        assertThat(event.distinctId()).isEqualTo("kim");
        assertThat(event.properties())
                .containsEntry(
                        "$current_url", "https://shop.example/plants/a%20b?utm_source=News+letter&utm_medium=mail&x=1")
                .containsEntry("$host", "shop.example")
                .containsEntry("$pathname", "/plants/a b")
                .containsEntry("$referrer", "https://www.search.example/")
                .containsEntry("$referring_domain", "www.search.example")
                .containsEntry("utm_source", "News letter")
                .containsEntry("utm_medium", "mail")
                .containsEntry("title", "Aloe")
                .containsEntry("n", 1.5)
                .doesNotContainKeys("$ip", "x", EventFlags.TIME_ADJUSTED);
    }

    @Test
    void clockThatIsWrongIsPutRightAndSmallDifferencesAreNot() {
        String json = "{\"name\":\"clicked\",\"distinctId\":\"kim\",\"time\":1772366390000}";
        Event right = read(json, NOW.plusSeconds(5));
        assertThat(right).isNotNull();
        assertThat(right.occurredAt()).isEqualTo(CLICKED);
        for (Duration error : new Duration[] {Duration.ofHours(-3), Duration.ofMillis(5001)}) {
            Event corrected = read(json, NOW.plus(error));
            assertThat(corrected).isNotNull();
            assertThat(corrected.occurredAt()).isEqualTo(CLICKED.minus(error));
            assertThat(corrected.properties()).containsEntry(EventFlags.TIME_ADJUSTED, EventFlags.TIME_BY_SKEW);
        }
    }

    @Test
    void visitorWhoIsNotNamedIsAskedForAtTheTimeOfTheEvent() {
        Event event = read("{\"name\":\"clicked\",\"time\":\"2026-03-01T11:59:50Z\"}", NOW);
        assertThat(event).isNotNull();
        assertThat(event.distinctId()).isEqualTo("visitor at " + CLICKED);
    }

    @Test
    void whoIsIdentifiedWasTheVisitorBefore() {
        Event event = read(
                "{\"name\":\"$identify\",\"distinctId\":\"kim\",\"time\":1772366390000,\"properties\":{\"$set\":{\"plan\":\"pro\"}}}",
                NOW);
        assertThat(event).isNotNull();
        assertThat(event.properties()).containsEntry("$anon_distinct_id", "visitor at " + CLICKED);
        Event named = read(
                "{\"name\":\"$identify\",\"distinctId\":\"kim\",\"properties\":{\"$anon_distinct_id\":\"a-1\"}}", NOW);
        assertThat(named).isNotNull();
        assertThat(named.properties()).containsEntry("$anon_distinct_id", "a-1");
    }

    @Test
    void whatIsNoEventIsNothing() {
        for (String json : new String[] {"{}", "[]", "1", "\"x\"", "null", "{\"name\":1}", "{\"name\":\" \"}"}) {
            assertThat(read(json, NOW)).as(json).isNull();
        }
        assertThat(BrowserEvent.read(
                        JsonMapper.shared().readTree("{\"name\":\"clicked\"}"), ClockSkew.NONE, NOW, at -> null))
                .isNull();
    }

    @Test
    void oddAddressesAreKeptAsTheyAre() {
        for (String url : new String[] {"about:blank", "::", "http://", "/plants", "http://[x/?utm_source=%zz"}) {
            Event event = read("{\"name\":\"clicked\",\"url\":\"" + url + "\",\"referrer\":\"" + url + "\"}", NOW);
            assertThat(event).as(url).isNotNull();
            assertThat(event.properties()).containsEntry("$current_url", url).doesNotContainKey("$pathname");
        }
    }

    private static @Nullable Event read(String json, Instant sentAt) {
        return BrowserEvent.read(
                JsonMapper.shared().readTree(json), ClockSkew.of(sentAt, NOW), NOW, at -> "visitor at " + at);
    }
}
