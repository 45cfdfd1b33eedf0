/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.enrich.agent.UapUserAgents;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.enrich.source.Referrers;
import io.waymark.analytics.track.Decision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EnrichersTests {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";
    private static final String GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    private final ContextProperties context = new ContextProperties(
            new UapUserAgents(),
            address -> address.getHostAddress().startsWith("203.") ? "DE" : null,
            new Referrers(List.of()),
            100);
    private final ContextEnricher dropping = new ContextEnricher(Bots.listed(), context, new EnrichSettings() {});
    private final ContextEnricher keeping = new ContextEnricher(Bots.listed(), context, new EnrichSettings() {
        @Override
        public boolean keepBots() {
            return true;
        }
    });
    private final PrivacyEnricher privacy = new PrivacyEnricher(new PrivacySettings() {});

    @Test
    void derivesWhatThePageAndItsVisitorSay() {
        Event event = event(Map.of(
                "$raw_user_agent", FIREFOX,
                "$ip", "203.0.113.9",
                "$current_url", "https://shop.example:8443/ferns/?utm_source=news&utm_medium=email&size=2#top",
                "$referrer", "https://www.google.com/",
                "price", 7));

        Event enriched = kept(privacy.enrich(AppId.DEFAULT, kept(dropping.enrich(AppId.DEFAULT, event))));

        Map<String, Object> expected = new HashMap<>();
        expected.put("price", 7);
        expected.put("$current_url", event.properties().get("$current_url"));
        expected.put("$referrer", "https://www.google.com/");
        expected.put("$host", "shop.example");
        expected.put("$pathname", "/ferns/");
        expected.put("$referring_domain", "www.google.com");
        expected.put("$browser", "Firefox");
        expected.put("$browser_version", "132");
        expected.put("$os", "Linux");
        expected.put("$device_type", "Desktop");
        expected.put("$country", "DE");
        expected.put("utm_source", "news");
        expected.put("utm_medium", "email");
        expected.put("$source", "news");
        expected.put("$channel", "Email");
        assertThat(enriched.properties()).isEqualTo(expected);
    }

    @Test
    void leavesWhatTheClientSaysItself() {
        Map<String, Object> own = Map.of(
                "$raw_user_agent", FIREFOX,
                "$ip", "203.0.113.9",
                "$current_url", "https://shop.example/ferns",
                "$browser", "Netscape",
                "$country", "FR",
                "$pathname", "/grouped",
                "$source", "friend",
                "$channel", "Word of mouth");

        assertThat(kept(dropping.enrich(AppId.DEFAULT, event(own))).properties())
                .containsAllEntriesOf(own);
    }

    @Test
    void leavesAnEventWithoutContextAlone() {
        Event event = event(Map.of("price", 7));

        assertThat(dropping.enrich(AppId.DEFAULT, event).event()).isSameAs(event);
        assertThat(privacy.enrich(AppId.DEFAULT, event).event()).isSameAs(event);
    }

    @Test
    void addsNoMoreThanAnEventMayHave() {
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 98; i++) {
            many.put("key" + i, i);
        }
        many.put("$raw_user_agent", FIREFOX);

        assertThat(kept(dropping.enrich(AppId.DEFAULT, event(many))).properties())
                .hasSize(100);
    }

    @Test
    void dropsBotsAndSpamOrMarksThem() {
        Event bot = event(Map.of("$raw_user_agent", GOOGLEBOT));
        Event spam = event(Map.of("$raw_user_agent", FIREFOX, "$referrer", "http://0-0.fr/"));

        assertThat(dropping.enrich(AppId.DEFAULT, bot).reason()).isEqualTo("bot");
        assertThat(dropping.enrich(AppId.DEFAULT, spam).reason()).isEqualTo("referrer spam");
        assertThat(kept(keeping.enrich(AppId.DEFAULT, bot)).properties()).containsEntry("$bot", "Googlebot");
        assertThat(kept(keeping.enrich(AppId.DEFAULT, spam)).properties()).containsEntry("$bot", "referrer spam");
    }

    @Test
    void storesNoAddressUnlessToldTo() {
        Event event = event(Map.of("$ip", "203.0.113.9", "$raw_user_agent", FIREFOX));
        PrivacyEnricher storing = new PrivacyEnricher(new PrivacySettings() {
            @Override
            public boolean storeIp() {
                return true;
            }
        });

        assertThat(kept(privacy.enrich(AppId.DEFAULT, event)).properties()).isEmpty();
        assertThat(kept(storing.enrich(AppId.DEFAULT, event)).properties()).isEqualTo(Map.of("$ip", "203.0.113.0"));
        assertThat(kept(storing.enrich(AppId.DEFAULT, event(Map.of("$ip", "somewhere"))))
                        .properties())
                .isEmpty();
    }

    @Test
    void dropsOwnTraffic() {
        PrivacyEnricher excluding = new PrivacyEnricher(new PrivacySettings() {
            @Override
            public List<String> excludedIpRanges() {
                return List.of("203.0.113.0/28", "2001:db8::/32");
            }
        });

        assertThat(excluding
                        .enrich(AppId.DEFAULT, event(Map.of("$ip", "203.0.113.9")))
                        .reason())
                .isEqualTo("own traffic");
        assertThat(excluding
                        .enrich(AppId.DEFAULT, event(Map.of("$ip", "2001:db8::9")))
                        .reason())
                .isEqualTo("own traffic");
        assertThat(excluding
                        .enrich(AppId.DEFAULT, event(Map.of("$ip", "203.0.113.99")))
                        .event())
                .isNotNull();
    }

    private static Event event(Map<String, ?> properties) {
        return Event.builder("$pageview", "kim").properties(properties).build();
    }

    private static Event kept(Decision decision) {
        assertThat(decision.reason()).isNull();
        return Objects.requireNonNull(decision.event());
    }
}
