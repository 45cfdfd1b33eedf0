/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.person.VisitorIds;
import io.waymark.analytics.person.profile.Person;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.track.Ingest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

class VisitorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROGRAM = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @Test
    void aVisitorWithoutSessionHasAnIdForTheDayAndIsNotJoinedAtLogin() throws Exception {
        try (RunningHost host = RunningHost.start(Shop.class)) {
            Browser browser = new Browser(host);
            String visitor = browser.open("/who");
            assertThat(visitor).matches("v-[0-9a-f]{32}");
            assertThat(new Browser(host).open("/who")).isEqualTo(visitor);
            assertThat(browser.cookies()).isEmpty();

            browser.login("kim");
            assertThat(browser.open("/who")).isEqualTo("kim");
            assertThat(identifications(host)).isZero();
        }
    }

    @Test
    void aVisitorWithASessionIsJoinedOnceAtLoginAndStartsAnewAfterLogout() throws Exception {
        try (RunningHost host = RunningHost.start(Shop.class)) {
            Browser browser = new Browser(host);
            browser.open("/basket");
            String visitor = browser.open("/who");
            assertThat(visitor).startsWith("visitor-");
            assertThat(browser.open("/who")).isEqualTo(visitor);

            browser.login("kim");
            assertThat(browser.open("/who")).isEqualTo("kim");
            browser.login("kim");
            assertThat(person(host, "kim").distinctIds()).containsExactly("kim", visitor);
            assertThat(identifications(host)).isEqualTo(1);

            browser.submit("/logout", "");
            browser.open("/basket");
            String next = browser.open("/who");
            assertThat(next).startsWith("visitor-").isNotEqualTo(visitor);
            browser.login("robin");
            assertThat(person(host, "robin").distinctIds()).containsExactly("robin", next);
            assertThat(person(host, "kim").distinctIds()).containsExactly("kim", visitor);
        }
    }

    @Test
    void whatABrowserDidBeforeMidnightIsOfTheVisitorOfThatDay() throws Exception {
        try (RunningHost host = RunningHost.start(Shop.class)) {
            String today = host.send("/who", request -> request.header("User-Agent", PROGRAM))
                    .body();
            Instant yesterday = Instant.now().truncatedTo(ChronoUnit.DAYS).minusMillis(1);
            String event = """
                    {"key": "%s", "sentAt": %d, "events": [{"id": "late", "name": "bought", "time": %d}]}
                    """.formatted(RunningHost.KEY, System.currentTimeMillis(), yesterday.toEpochMilli());
            host.send(
                    "/analytics/track",
                    request -> request.header("User-Agent", PROGRAM).POST(BodyPublishers.ofString(event)));

            String visitor = host.bean(VisitorIds.class).idOf(AppId.DEFAULT, "127.0.0.1", PROGRAM, yesterday);
            assertThat(visitor).startsWith("v-").isNotEqualTo(today);
            assertThat(person(host, visitor).distinctIds()).containsExactly(visitor);
        }
    }

    @Test
    void aCookieMakesAVisitorTheSameAfterTheSession() throws Exception {
        try (RunningHost host = RunningHost.start(
                Shop.class, "analytics.visitor.cookie.enabled=true", "analytics.visitor.cookie.name=fern")) {
            Browser browser = new Browser(host);
            String visitor = browser.open("/who");
            assertThat(visitor).startsWith("visitor-");
            HttpCookie cookie = browser.cookies().get(0);
            assertThat(cookie.getName()).isEqualTo("fern");
            assertThat(cookie.getValue()).isEqualTo(visitor);
            assertThat(cookie.isHttpOnly()).isFalse();
            assertThat(cookie.getMaxAge()).isEqualTo(Duration.ofDays(365).toSeconds());
            assertThat(browser.lastSetCookie()).contains("SameSite=Lax").doesNotContain("Secure");
            assertThat(browser.open("/who")).isEqualTo(visitor);
            assertThat(new Browser(host).open("/who")).isNotEqualTo(visitor);

            browser.login("kim");
            assertThat(person(host, "kim").distinctIds()).contains("kim", visitor);
            browser.submit("/logout", "");
            assertThat(browser.open("/who")).startsWith("visitor-").isNotEqualTo(visitor);
        }
    }

    @Test
    void aCookieThatIsNotOursIsNobodys() throws Exception {
        try (RunningHost host = RunningHost.start(Shop.class, "analytics.visitor.cookie.enabled=true")) {
            assertThat(host.send("/who", request -> request.header("Cookie", "visitor=kim"))
                            .body())
                    .startsWith("v-");
        }
    }

    @Test
    void whoAsksNotToBeTrackedIsNobody() throws Exception {
        try (RunningHost host = RunningHost.start(Shop.class, "analytics.visitor.cookie.enabled=true")) {
            for (String header : List.of("DNT", "Sec-GPC")) {
                HttpResponse<String> answer =
                        host.send("/who", request -> request.header(header, "1").header("Accept", "text/html"));
                assertThat(answer.body()).isEqualTo("nobody");
                assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
            }
        }
    }

    @Test
    void aClientThatShowsItsPasswordEachTimeIsNoVisitor() throws Exception {
        try (RunningHost host = RunningHost.start(Shop.class)) {
            for (int i = 0; i < 3; i++) {
                // kim:secret
                assertThat(host.send("/who", request -> request.header("Authorization", "Basic a2ltOnNlY3JldA=="))
                                .body())
                        .isEqualTo("kim");
            }
            assertThat(identifications(host)).isZero();
        }
    }

    @Test
    void theDailyIdIsJoinedWhereTheHostWantsIt() throws Exception {
        try (RunningHost host = RunningHost.start(Shop.class, "analytics.visitor.cookieless.join-at-login=true")) {
            Browser browser = new Browser(host);
            String visitor = browser.open("/who");
            browser.login("kim");
            assertThat(person(host, "kim").distinctIds()).contains("kim", visitor);
        }
    }

    @Test
    void visitorsAndJoiningCanBeSwitchedOff() throws Exception {
        try (RunningHost host = RunningHost.start(Shop.class, "analytics.visitor.enabled=false")) {
            assertThat(new Browser(host).open("/who")).isEqualTo("nobody");
        }
        try (RunningHost host = RunningHost.start(
                Shop.class,
                "analytics.visitor.join-at-login=false",
                "analytics.visitor.session.enabled=false",
                "analytics.visitor.cookieless.enabled=false")) {
            Browser browser = new Browser(host);
            browser.open("/basket");
            assertThat(browser.open("/who")).isEqualTo("nobody");
            browser.login("kim");
            assertThat(identifications(host)).isZero();
        }
    }

    /** What is queued goes before what is waited for. */
    private static long identifications(RunningHost host) {
        assertThat(host.post("/analytics/api/events", "{\"eventName\":\"marker\",\"userId\":\"marker\"}")
                        .statusCode())
                .isEqualTo(200);
        return host.sql()
                .sql("select count(*) from analytics.event e join analytics.event_name n on n.id = e.event_name_id"
                        + " where n.name = '$identify'")
                .query(Long.class)
                .single();
    }

    private static Person person(RunningHost host, String id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<Person> person = Optional.empty();
        while (person.isEmpty() && System.nanoTime() < deadline) {
            person = host.bean(Persons.class).find(id);
        }
        assertThat(host.bean(Ingest.class).stats().dropped()).isEmpty();
        return person.orElseThrow();
    }

    private static final class Browser {

        private final RunningHost host;
        private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(cookies).build();
        private HttpResponse<String> last;

        Browser(RunningHost host) {
            this.host = host;
        }

        String open(String path) throws IOException, InterruptedException {
            return send(request(path));
        }

        void login(String name) throws IOException, InterruptedException {
            submit("/login", "username=" + name + "&password=secret");
            assertThat(last.statusCode()).isEqualTo(302);
        }

        void submit(String path, String form) throws IOException, InterruptedException {
            send(request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
        }

        List<HttpCookie> cookies() {
            return cookies.getCookieStore().getCookies();
        }

        String lastSetCookie() {
            return setCookie;
        }

        private String setCookie = "";

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(host.uri(path)).header("Accept", "text/html");
        }

        private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
            last = http.send(request.build(), BodyHandlers.ofString());
            last.headers().firstValue("Set-Cookie").ifPresent(value -> setCookie = value);
            return last.body();
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                DataJpaRepositoriesAutoConfiguration.class,
                HibernateJpaAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                LiquibaseAutoConfiguration.class
            })
    @Import(ShopController.class)
    static class Shop {

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("kim").password("{noop}secret").build(),
                    User.withUsername("robin").password("{noop}secret").build());
        }

        @Bean
        SecurityFilterChain open(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(csrf -> csrf.disable())
                    .formLogin(Customizer.withDefaults())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @RestController
    static class ShopController {

        private final CurrentPerson person;

        ShopController(CurrentPerson person) {
            this.person = person;
        }

        @GetMapping("/who")
        String who() {
            return String.valueOf(Optional.ofNullable(person.distinctId()).orElse("nobody"));
        }

        @GetMapping("/basket")
        String basket(HttpServletRequest request) {
            return "basket of " + request.getSession().isNew();
        }
    }
}
