/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.web.compat.ClientClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class SegmentMessagesTests {

    @Test
    void theContextBecomesProperties() {
        Event event = read("""
                {"type":"track","event":"watered","userId":"kim","properties":{"plant":"fern","title":"own"},
                 "context":{"page":{"url":"https://shop.example:8443/a?b","path":"/a","referrer":"https://search.example/",
                  "title":"A"},"userAgent":"Firefox","ip":"192.0.2.7","library":{"name":"lib","version":"1"},
                  "campaign":{"name":"spring","source":"letter","medium":"mail","content":"top","term":"ferns"},
                  "os":{"name":"Linux"},"screen":{"width":1440},"sessionId":17,"traits":{"plan":"garden"}}}""");

        assertThat(event.sessionId()).isEqualTo("17");
        assertThat(event.properties())
                .containsOnly(
                        entry("plant", "fern"),
                        entry("title", "own"),
                        entry("$current_url", "https://shop.example:8443/a?b"),
                        entry("$host", "shop.example:8443"),
                        entry("$pathname", "/a"),
                        entry("$referrer", "https://search.example/"),
                        entry("$referring_domain", "search.example"),
                        entry("$raw_user_agent", "Firefox"),
                        entry("$ip", "192.0.2.7"),
                        entry("$lib", "lib"),
                        entry("$lib_version", "1"),
                        entry("utm_campaign", "spring"),
                        entry("utm_source", "letter"),
                        entry("utm_medium", "mail"),
                        entry("utm_content", "top"),
                        entry("utm_term", "ferns"),
                        entry("$os", "Linux"),
                        entry("$screen_width", 1440),
                        entry("$set", Map.of("plan", "garden")));
    }

    @Test
    void thePropertiesOfAPageStandForThePage() {
        Event event = read("""
                {"type":"page","anonymousId":"a","name":"Home","category":"Shop",
                 "properties":{"url":"https://shop.example/","path":"/","referrer":"","title":"Shop","tests":[1]},
                 "context":{"page":{"url":"https://shop.example/old","title":"Old"}}}""");

        assertThat(event.name()).isEqualTo("$pageview");
        assertThat(event.properties())
                .containsOnly(
                        entry("$current_url", "https://shop.example/"),
                        entry("$host", "shop.example"),
                        entry("$pathname", "/"),
                        entry("title", "Shop"),
                        entry("name", "Home"),
                        entry("category", "Shop"),
                        entry("tests", List.of(1)));
    }

    @Test
    void whoIsNotKnownYetOnlyGetsProperties() {
        Event event = read("{\"type\":\"identify\",\"anonymousId\":\"a\",\"traits\":{\"plan\":\"garden\"}}");

        assertThat(event.name()).isEqualTo("$set");
        assertThat(event.properties()).containsOnly(entry("$set", Map.of("plan", "garden")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{\"type\":\"track\",\"userId\":\"kim\"}",
                "{\"type\":\"track\",\"event\":\"a\",\"userId\":\"\"}",
                "{\"type\":\"group\",\"userId\":\"kim\"}",
                "{\"type\":\"alias\",\"userId\":\"kim\"}",
                "{\"type\":\"dance\",\"userId\":\"kim\"}"
            })
    void refusesWhatIsNoMessage(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(InvalidInputException.class);
    }

    private static Event read(String json) {
        return SegmentMessages.read(
                JsonMapper.shared().readTree(json),
                null,
                MissingNode.getInstance(),
                ClientClock.of(Instant.parse("2026-03-01T10:00:00Z"), MissingNode.getInstance()));
    }
}
