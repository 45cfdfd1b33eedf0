/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.autoconfigure.schema.AnalyticsDataSource;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.CheckedDataSources;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.Ingest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import liquibase.util.LiquibaseUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** The starter in applications that differ, each whole and on a database of its own. */
class HostsIT {

    private static final String EVENT = "{\"userId\":\"u\",\"eventName\":\"order_placed\"}";

    @Test
    void withoutJpa() {
        try (RunningHost host = RunningHost.start(TestDatabase.empty(), BareHost.class)) {
            assertWorks(host, "");
            assertThat(host.context().getBeansOfType(DataSource.class)).hasSize(1);
            assertThat(CheckedDataSources.areAllOf(host.context())).isTrue();
        }
    }

    @Test
    void underAContextPathAndAServletPath() {
        try (RunningHost host = RunningHost.start(
                TestDatabase.empty(),
                BareHost.class,
                "server.servlet.context-path=/shop",
                "spring.mvc.servlet.path=/app")) {
            assertWorks(host, "/shop/app");
        }
    }

    @Test
    void underAnotherBasePath() {
        try (RunningHost host =
                RunningHost.start(TestDatabase.empty(), BareHost.class, "analytics.base-path=/internal/insights")) {
            assertThat(host.post("/internal/insights/api/events", EVENT).statusCode())
                    .isEqualTo(200);
            assertThat(host.get("/analytics/api/analytics/overview").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void withJpaThatScansExplicitly() {
        try (RunningHost host = RunningHost.start(
                TestDatabase.empty(),
                JpaHost.class,
                "spring.jpa.hibernate.ddl-auto=update",
                "spring.jpa.open-in-view=false")) {
            host.bean(PlantRepository.class).save(new Plant(1, "Fern"));
            assertThat(host.bean(PlantRepository.class).findAll())
                    .extracting(Plant::name)
                    .containsExactly("Fern");
            assertWorks(host, "");
        }
    }

    @Test
    void ddlAutoCreateDropLeavesOurTablesAlone() {
        PGSimpleDataSource database = TestDatabase.empty();
        String[] properties = {"spring.jpa.hibernate.ddl-auto=create-drop", "spring.jpa.open-in-view=false"};
        try (RunningHost host = RunningHost.start(database, JpaHost.class, properties)) {
            assertWorks(host, "");
        }
        assertThat(tables(database, "public")).doesNotContain("plant");
        assertThat(tables(database, "analytics")).contains("event", "funnel", "experiment");
        try (RunningHost host = RunningHost.start(database, JpaHost.class, properties)) {
            assertThat(host.events()).isEqualTo(1);
        }
    }

    @Test
    void besideFlyway() {
        PGSimpleDataSource database = TestDatabase.empty();
        for (int start = 0; start < 2; start++) {
            try (RunningHost host = RunningHost.start(database, FlywayHost.class)) {
                assertThat(tables(database, "public")).contains("plant", "flyway_schema_history");
                assertThat(tables(database, "analytics")).contains("event").doesNotContain("plant");
                host.post("/analytics/api/events", EVENT);
            }
        }
        assertThat(count(database, "analytics.event")).isEqualTo(2);
    }

    @Test
    @Tag("liquibase")
    void besideLiquibaseOfTheHost() {
        assertThat(LiquibaseUtil.getBuildVersion()).isEqualTo(System.getProperty("expected.liquibase.version"));
        PGSimpleDataSource database = TestDatabase.empty();
        for (int start = 0; start < 2; start++) {
            try (RunningHost host = RunningHost.start(
                    database,
                    LiquibaseHost.class,
                    "spring.liquibase.change-log=classpath:db/changelog/host.sql",
                    "spring.datasource.hikari.maximum-pool-size=3")) {
                assertThat(tables(database, "public")).contains("plant", "databasechangelog");
                assertThat(tables(database, "analytics"))
                        .contains("event", "databasechangelog")
                        .doesNotContain("plant");
                host.post("/analytics/api/events", EVENT);
            }
        }
        assertThat(count(database, "analytics.event")).isEqualTo(2);
        assertThat(count(database, "public.databasechangelog")).isEqualTo(1);
    }

    @Test
    void withTwoDataSources() {
        try (RunningHost host = RunningHost.start(TestDatabase.empty(), TwoDataSourcesHost.class)) {
            host.post("/analytics/api/events", EVENT);
            assertThat(tables(host.database(), "analytics")).isEmpty();
            assertThat(host.bean(AnalyticsDatabase.class)
                            .sql("select count(*) from {schema}.event")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void theHostsJacksonAndAdviceNeitherChangeOursNorAreChanged() {
        try (RunningHost host = RunningHost.start(
                TestDatabase.empty(),
                ParticularHost.class,
                "spring.jackson.property-naming-strategy=SNAKE_CASE",
                "spring.jackson.default-property-inclusion=non_null")) {
            assertThat(host.get("/plant").body()).isEqualTo("{\"latin_name\":\"Nephrolepis\"}");
            assertThat(host.get("/broken").body()).isEqualTo("advised");
            assertThat(host.get("/nowhere").body()).isEqualTo("advised");
            assertThat(host.post("/analytics/api/events", EVENT).body()).isEqualTo("{\"recorded\":true}");
            assertThat(host.post("/analytics/api/analytics/funnel", "{\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}]}")
                            .body())
                    .contains("\"medianSeconds\":null", "\"conversionFromPrev\":");
            assertThat(host.get("/analytics/api/analytics/overview").body()).contains("\"topEvents\":");
            assertThat(host.post("/analytics/api/events", "{").statusCode()).isEqualTo(400);
            assertThat(host.get("/analytics/api/nowhere").body()).contains("\"status\":404");
        }
    }

    @Test
    void theHostsInterceptorsAndOriginsHoldForTheApiToo() {
        try (RunningHost host = RunningHost.start(TestDatabase.empty(), WatchfulHost.class)) {
            HttpResponse<String> reply = host.post("/analytics/api/events", EVENT);
            assertThat(reply.headers().allValues("X-Seen")).containsExactlyInAnyOrder("registry", "bean");
            assertThat(host.get("/analytics/api/analytics/overview").headers().allValues("X-Seen"))
                    .containsExactlyInAnyOrder("registry", "bean");
            assertThat(host.send(
                                    "/analytics/api/analytics/overview",
                                    request -> preflight(request, "https://a.example"))
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://a.example");
            assertThat(host.send(
                                    "/analytics/api/analytics/overview",
                                    request -> preflight(request, "https://b.example"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private static void preflight(HttpRequest.Builder request, String origin) {
        request.method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET");
    }

    @Test
    void switchedOffLeavesNothingButWhatBusinessCodeCalls() {
        try (RunningHost host = RunningHost.start(TestDatabase.empty(), BareHost.class, "analytics.enabled=false")) {
            host.bean(Analytics.class).track("order_placed", "u");
            assertThat(host.bean(Experiments.class).variant("x", "u")).isEqualTo("control");
            assertThat(host.context().getBeansOfType(Ingest.class)).isEmpty();
            assertThat(host.get("/analytics/api/analytics/overview").statusCode())
                    .isEqualTo(404);
            assertThat(tables(host.database(), "analytics")).isEmpty();
        }
    }

    @Test
    void twiceAtOnceOnOneDatabase() {
        PGSimpleDataSource database = TestDatabase.empty();
        List<RunningHost> hosts = List.of(
                        CompletableFuture.supplyAsync(() -> RunningHost.start(database, BareHost.class)),
                        CompletableFuture.supplyAsync(() -> RunningHost.start(database, BareHost.class)))
                .stream()
                .map(CompletableFuture::join)
                .toList();
        try {
            hosts.forEach(host -> host.post("/analytics/api/events", EVENT));
            assertThat(hosts.get(0).events()).isEqualTo(2);
        } finally {
            hosts.forEach(RunningHost::close);
        }
    }

    @Test
    void whatWasTrackedBeforeTheShutdownIsStored() {
        PGSimpleDataSource database = TestDatabase.empty();
        try (RunningHost host = RunningHost.start(database, BareHost.class)) {
            for (int i = 0; i < 500; i++) {
                host.bean(Analytics.class).track("order_placed", "u" + i, Map.of("number", i));
            }
        }
        assertThat(count(database, "analytics.event")).isEqualTo(500);
    }

    private static void assertWorks(RunningHost host, String prefix) {
        assertThat(host.post(prefix + "/analytics/api/events", EVENT).body()).isEqualTo("{\"recorded\":true}");
        assertThat(host.get(prefix + "/analytics/api/analytics/overview").body())
                .contains("\"events\":1");
        assertThat(host.events()).isEqualTo(1);
    }

    private static List<String> tables(DataSource database, String schema) {
        return JdbcClient.create(database)
                .sql("select table_name from information_schema.tables where table_schema = :schema")
                .param("schema", schema)
                .query(String.class)
                .list();
    }

    private static long count(DataSource database, String table) {
        return JdbcClient.create(database)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                FlywayAutoConfiguration.class,
                LiquibaseAutoConfiguration.class,
                SecurityFilterAutoConfiguration.class,
                ServletWebSecurityAutoConfiguration.class,
                ManagementWebSecurityAutoConfiguration.class
            })
    @EntityScan(basePackageClasses = Plant.class)
    @EnableJpaRepositories(basePackageClasses = PlantRepository.class, considerNestedRepositories = true)
    static class JpaHost {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                DataJpaRepositoriesAutoConfiguration.class,
                HibernateJpaAutoConfiguration.class,
                LiquibaseAutoConfiguration.class,
                SecurityFilterAutoConfiguration.class,
                ServletWebSecurityAutoConfiguration.class,
                ManagementWebSecurityAutoConfiguration.class
            })
    static class FlywayHost {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                DataJpaRepositoriesAutoConfiguration.class,
                HibernateJpaAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                SecurityFilterAutoConfiguration.class,
                ServletWebSecurityAutoConfiguration.class,
                ManagementWebSecurityAutoConfiguration.class
            })
    static class LiquibaseHost {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(BareHost.class)
    static class TwoDataSourcesHost {

        @Bean(defaultCandidate = false)
        @AnalyticsDataSource
        DataSource eventDataSource() {
            return TestDatabase.empty();
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import({BareHost.class, PlantController.class, EverythingAdvice.class})
    static class ParticularHost {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(BareHost.class)
    static class WatchfulHost implements WebMvcConfigurer {

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(seenBy("registry")).addPathPatterns("/analytics/api/**");
        }

        @Override
        public void addCorsMappings(CorsRegistry registry) {
            registry.addMapping("/analytics/api/analytics/**").allowedOrigins("https://a.example");
        }

        @Bean
        MappedInterceptor bean() {
            return new MappedInterceptor(null, seenBy("bean"));
        }

        private static HandlerInterceptor seenBy(String name) {
            return new HandlerInterceptor() {
                @Override
                public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                    response.addHeader("X-Seen", name);
                    return true;
                }
            };
        }
    }

    record PlantView(String latinName, String nickname) {}

    @RestController
    static class PlantController {

        @GetMapping("/plant")
        PlantView plant() {
            return new PlantView("Nephrolepis", null);
        }

        @GetMapping("/broken")
        PlantView broken() {
            throw new IllegalStateException("broken");
        }
    }

    @RestControllerAdvice
    static class EverythingAdvice {

        @ExceptionHandler
        String advise(Exception exception) {
            return "advised";
        }
    }
}
