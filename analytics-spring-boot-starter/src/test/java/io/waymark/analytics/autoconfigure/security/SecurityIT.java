/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.RunningHost;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class SecurityIT {

    private static final String EVENT = "{\"userId\":\"u\",\"eventName\":\"secured\"}";
    private static final String EVENTS = "/analytics/api/events";
    private static final String OVERVIEW = "/analytics/api/analytics/overview";
    private static final String FUNNELS = "/analytics/api/funnels";
    private static final String FUNNEL = "{\"name\":\"f\",\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}]}";

    @Test
    void withoutAnyRuleOfOursTheHostsChainGuardsEverything() {
        try (RunningHost host = RunningHost.start(DefaultHost.class)) {
            assertThat(host.post(EVENTS, EVENT).statusCode()).isIn(302, 401, 403);
            assertThat(host.get(OVERVIEW).statusCode()).isIn(302, 401, 403);
            assertThat(plain(host, "/analytics").statusCode()).isIn(302, 401, 403);
            assertThat(host.events()).isZero();
            assertThat(as(host, "customer", OVERVIEW).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
            })
    void theDefaultChainOpensTheApiToKeysAndNeverTheHost(String excluded) {
        try (RunningHost host = RunningHost.start(
                DefaultHost.class,
                "analytics.security.default-chain=true",
                "spring.autoconfigure.exclude=" + excluded)) {
            assertThat(host.context().getBeansOfType(SecurityFilterChain.class)).hasSize(3);
            assertThat(plain(host, "/hello").statusCode()).isIn(302, 401);
            assertThat(plain(host, "/analyticsx").statusCode()).isIn(302, 401);
            assertThat(plain(host, "/webjars/x.js").statusCode()).isIn(302, 401);
            assertThat(as(host, "customer", "/hello").body()).isEqualTo("hello");

            assertThat(plain(host, "/analytics/tracker.js").statusCode()).isEqualTo(200);
            assertThat(plain(host, "/analytics/tracker.json").statusCode()).isEqualTo(401);
            assertThat(tracked(host, "/analytics/track").statusCode()).isEqualTo(202);

            assertThat(plain(host, "/analytics").statusCode()).isEqualTo(401);
            assertThat(plain(host, OVERVIEW).statusCode()).isEqualTo(401);
            assertThat(plain(host, OVERVIEW).headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(host.post(EVENTS, EVENT).statusCode()).isEqualTo(200);
            assertThat(host.get(OVERVIEW).statusCode()).isEqualTo(200);
            assertThat(host.post(FUNNELS, FUNNEL).statusCode()).isEqualTo(201);
            host.post(EVENTS, EVENT);
            assertThat(host.events()).isEqualTo(3);
        }
    }

    @Test
    void theDefaultChainLetsInWhoeverHasTheRequiredAuthority() {
        try (RunningHost host = RunningHost.start(
                DefaultHost.class,
                "analytics.security.default-chain=true",
                "analytics.security.required-authority=ROLE_ANALYST")) {
            assertThat(as(host, "customer", OVERVIEW).statusCode()).isEqualTo(401);
            assertThat(as(host, "customer", "/analytics").statusCode()).isEqualTo(403);
            assertThat(as(host, "analyst", OVERVIEW).statusCode()).isEqualTo(200);
            assertThat(as(host, "analyst", "/analytics").statusCode()).isNotIn(401, 403);
        }
    }

    @Test
    void aLoginNeedsACsrfTokenToChangeAnythingAndAKeyDoesNot() {
        try (RunningHost host = RunningHost.start(DefaultHost.class, "analytics.security.default-chain=true")) {
            HttpResponse<String> forged = host.send(
                    FUNNELS,
                    request -> request.header("Authorization", basic("analyst"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(FUNNEL)));
            assertThat(forged.statusCode()).isIn(401, 403);
            assertThat(host.get(FUNNELS).body()).isEqualTo("{\"funnels\":[]}");
            assertThat(host.post(FUNNELS, FUNNEL).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void aWrongKeyIsNotRescuedByALogin() {
        try (RunningHost host = RunningHost.start(DefaultHost.class, "analytics.security.default-chain=true")) {
            assertThat(host.send(
                                    OVERVIEW,
                                    request -> request.header("Authorization", basic("analyst"))
                                            .header("X-Api-Key", "wrong"))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aKeyThatIsSentAsHttpBasicIsNotTakenForAUser() {
        try (RunningHost host = RunningHost.start(
                DefaultHost.class, "analytics.security.default-chain=true", "analytics.compat.segment.path=/segment")) {
            String credentials =
                    Base64.getEncoder().encodeToString((RunningHost.KEY + ":").getBytes(StandardCharsets.UTF_8));
            for (String path : new String[] {"/analytics/v1/track", "/segment/v1/track"}) {
                HttpResponse<String> answer = host.send(
                        path,
                        request -> request.header("Authorization", "Basic " + credentials)
                                .POST(BodyPublishers.ofString("{\"userId\":\"kim\",\"event\":\"a\"}")));
                assertThat(answer.body()).isEqualTo("{\"success\":true}");
            }
            assertThat(host.events()).isEqualTo(2);
            assertThat(plain(host, "/segment/other").statusCode()).isIn(302, 401);
        }
    }

    @Test
    void theTrackerIsOpenWhereverItIs() {
        try (RunningHost host = RunningHost.start(
                DefaultHost.class,
                "analytics.security.default-chain=true",
                "analytics.tracker.path=/assets/t.js",
                "analytics.base-path=/insights",
                "server.servlet.context-path=/shop")) {
            for (String file : new String[] {"t.js", "t.mjs", "t.d.ts"}) {
                assertThat(plain(host, "/shop/assets/" + file).statusCode())
                        .as(file)
                        .isEqualTo(200);
            }
            assertThat(plain(host, "/shop/assets/t.js").body()).contains("\"../insights/track\"");
            assertThat(plain(host, "/shop/assets/other.js").statusCode()).isIn(302, 401);
            assertThat(tracked(host, "/shop/insights/track").statusCode()).isEqualTo(202);
            HttpResponse<String> asked = host.send(
                    "/shop/insights/track",
                    request -> request.header("Origin", "https://other.example")
                            .header("Access-Control-Request-Method", "POST")
                            .method("OPTIONS", BodyPublishers.noBody()));
            assertThat(asked.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theHostsOwnRulesCanNameOurRequestsWhereverTheyAreMounted() {
        try (RunningHost host = RunningHost.start(
                RulesHost.class, "analytics.base-path=/insights", "server.servlet.context-path=/shop")) {
            assertThat(host.post("/shop/insights/api/events", EVENT).statusCode())
                    .isEqualTo(200);
            assertThat(host.get("/shop/insights/api/analytics/overview").statusCode())
                    .isEqualTo(200);
            assertThat(plain(host, "/shop/insights/api/analytics/overview").statusCode())
                    .isEqualTo(401);
            assertThat(as(host, "customer", "/shop/insights/api/analytics/overview")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(as(host, "analyst", "/shop/insights/api/analytics/overview")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(as(host, "customer", "/shop/insights").statusCode()).isEqualTo(403);
        }
    }

    private static HttpResponse<String> tracked(RunningHost host, String path) {
        String event = "{\"name\":\"clicked\",\"distinctId\":\"kim\"}";
        return host.send(path + "?key=" + RunningHost.KEY, request -> request.POST(BodyPublishers.ofString(event)));
    }

    private static HttpResponse<String> plain(RunningHost host, String path) {
        return host.send(path, request -> {});
    }

    private static HttpResponse<String> as(RunningHost host, String user, String path) {
        return host.send(path, request -> request.header("Authorization", basic(user)));
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                DataJpaRepositoriesAutoConfiguration.class,
                HibernateJpaAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                LiquibaseAutoConfiguration.class
            })
    @Import(HelloController.class)
    static class DefaultHost {

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("customer")
                            .password("{noop}secret")
                            .roles("CUSTOMER")
                            .build(),
                    User.withUsername("analyst")
                            .password("{noop}secret")
                            .roles("ANALYST")
                            .build());
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(DefaultHost.class)
    static class RulesHost {

        @Bean
        SecurityFilterChain rules(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(AnalyticsRequest.withApiKey())
                            .permitAll()
                            .requestMatchers(AnalyticsRequest.toAny())
                            .hasRole("ANALYST")
                            .anyRequest()
                            .authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers(AnalyticsRequest.withApiKey()))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @RestController
    static class HelloController {

        @GetMapping("/hello")
        String hello() {
            return "hello";
        }
    }
}
