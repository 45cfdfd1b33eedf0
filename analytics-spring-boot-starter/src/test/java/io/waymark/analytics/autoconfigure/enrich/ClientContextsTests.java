/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.enrich.ContextProperties;
import io.waymark.analytics.enrich.agent.UserAgents;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.enrich.place.Countries;
import io.waymark.analytics.enrich.source.Referrers;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.web.exchange.ClientContexts;
import io.waymark.analytics.web.exchange.RequestEnricher;
import io.waymark.analytics.web.exchange.SecurityContextRoles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class ClientContextsTests {

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";
    private static final Event EVENT = Event.builder("$pageview", "kim").build();

    private final AnalyticsEnrichProperties enrich = new AnalyticsEnrichProperties();
    private final AnalyticsPrivacyProperties privacy = new AnalyticsPrivacyProperties();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ferns");

    ClientContextsTests() {
        request.setRemoteAddr("203.0.113.9");
        request.addHeader("User-Agent", BROWSER);
        request.setServerName("shop.example");
        request.setQueryString("utm_source=news&token=secret");
    }

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void addsAddressUserAgentAndTheCountryOfTheProxy() {
        enrich.getCountry().setHeader("CF-IPCountry");
        request.addHeader("CF-IPCountry", "de");

        assertThat(read().event())
                .extracting(Event::properties)
                .isEqualTo(Map.of("$ip", "203.0.113.9", "$raw_user_agent", BROWSER, "$country", "DE"));
    }

    @Test
    void believesNoHeaderThatNobodyNamed() {
        request.addHeader("CF-IPCountry", "de");
        request.addHeader("X-Forwarded-For", "198.51.100.1");

        assertThat(read().event())
                .extracting(Event::properties)
                .isEqualTo(Map.of("$ip", "203.0.113.9", "$raw_user_agent", BROWSER));
    }

    @Test
    void dropsWhoeverAsksNotToBeTracked() {
        request.addHeader("Sec-GPC", "1");
        assertThat(read().reason()).isEqualTo("opted out");

        privacy.setHonorOptOut(false);
        assertThat(read().reason()).isNull();
    }

    @Test
    void dropsOwnTrafficByHeader() {
        privacy.getExclude().setHeader("X-Staff");
        assertThat(read().reason()).isNull();

        request.addHeader("X-Staff", "yes");
        assertThat(read().reason()).isEqualTo("own traffic");
    }

    @Test
    void dropsOwnTrafficByRole() {
        privacy.getExclude().setRoles(List.of("ADMIN", "staff"));
        assertThat(read().reason()).isNull();

        login("ROLE_USER");
        assertThat(read().reason()).isNull();

        login("ROLE_ADMIN");
        assertThat(read().reason()).isEqualTo("own traffic");

        login("staff");
        assertThat(read().reason()).isEqualTo("own traffic");
    }

    @Test
    void anEventOfTheApplicationGetsWhatTheRequestSays() {
        during(request);
        request.addHeader("Referer", "https://www.google.com/");

        assertThat(enriched(EVENT).properties())
                .isEqualTo(Map.of(
                        "$ip", "203.0.113.9",
                        "$current_url", "http://shop.example/ferns?utm_source=news",
                        "$host", "shop.example",
                        "$pathname", "/ferns",
                        "$referrer", "https://www.google.com/",
                        "$referring_domain", "www.google.com",
                        "utm_source", "news",
                        "$source", "news",
                        "$channel", "Unassigned"));
    }

    @Test
    void aPathThatTheApplicationGivesReplacesThatOfTheRequest() {
        during(request);
        request.setRequestURI("/orders/4711");

        assertThat(enriched(EVENT.toBuilder().property("$pathname", "/orders").build())
                        .properties())
                .containsEntry("$pathname", "/orders")
                .containsEntry("$current_url", "http://shop.example/orders?utm_source=news");
    }

    @Test
    void anEventOfTheApplicationIsNeverDroppedAsABots() {
        during(request);
        request.removeHeader("User-Agent");
        request.addHeader("User-Agent", "curl/8.5.0");

        assertThat(enriched(EVENT).properties()).containsEntry("$bot", "curl");
    }

    @Test
    void anEventThatCameInByARouteOfOursGetsNothing() {
        during(request);
        ClientContexts.markAsDoor(request);

        assertThat(enriched(EVENT)).isSameAs(EVENT);
    }

    @Test
    void anEventOutsideOfRequestsOrOfSomebodyWhoOptedOutGetsNothing() {
        assertThat(enriched(EVENT)).isSameAs(EVENT);

        during(request);
        request.addHeader("DNT", "1");
        assertThat(enriched(EVENT)).isSameAs(EVENT);
    }

    private Decision read() {
        return contexts().read(request).apply(EVENT);
    }

    private Event enriched(Event event) {
        ContextProperties context =
                new ContextProperties(UserAgents.NONE, Countries.NONE, new Referrers(List.of()), 100);
        Event enriched = new RequestEnricher(contexts(), context, Bots.listed())
                .enrich(AppId.DEFAULT, event)
                .event();
        assertThat(enriched).isNotNull();
        return enriched;
    }

    private ClientContexts contexts() {
        return new ClientContexts(enrich, privacy, new SecurityContextRoles(privacy.excludedRoles()));
    }

    private static void during(MockHttpServletRequest request) {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    private static void login(String authority) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("kim", "", authority));
    }
}
