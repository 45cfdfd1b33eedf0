/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** An application that has the product, and beside it the controller that teams write by hand. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(HttpHost.ClassicController.class)
class HttpHost {

    static final String KEY = "a-key-of-at-least-thirty-two-characters";
    static final String CLASSIC = "/classic/events";
    static final String CLASSIC_BATCH = "/classic/events/batch";
    static final String WAYMARK = "/analytics/api/events";
    static final String WAYMARK_BATCH = "/analytics/api/events/batch";

    /** What the host prints before its port, when it takes requests. */
    static final String READY = "ready at port ";

    /**
     * Starts the host.
     *
     * @param arguments properties as Spring Boot takes them, with the address of the database
     */
    public static void main(String[] arguments) {
        ConfigurableApplicationContext host = new SpringApplicationBuilder(HttpHost.class)
                .properties(
                        "server.port=0",
                        "server.tomcat.max-keep-alive-requests=-1",
                        "spring.main.banner-mode=off",
                        "spring.datasource.username=postgres",
                        "spring.datasource.hikari.maximum-pool-size=16",
                        "spring.jpa.open-in-view=false",
                        "logging.level.root=warn",
                        "analytics.purge.after=0",
                        "analytics.rate-limit.enabled=false",
                        "analytics.ingest.api-key=" + KEY)
                .run(arguments);
        System.out.println(READY + host.getEnvironment().getRequiredProperty("local.server.port"));
    }

    record ClassicRequest(String eventName, String userId, Instant timestamp, Map<String, Object> properties) {}

    record ClassicBatch(List<ClassicRequest> events) {}

    @RestController
    static class ClassicController {

        private final ClassicEvents events;
        private final JsonMapper json;

        ClassicController(ClassicEvents events, JsonMapper json) {
            this.events = events;
            this.json = json;
        }

        @PostMapping(CLASSIC)
        Map<String, Boolean> record(@RequestBody ClassicRequest request) {
            events.save(event(request));
            return Map.of("recorded", true);
        }

        @Transactional
        @PostMapping(CLASSIC_BATCH)
        public Map<String, Integer> recordAll(@RequestBody ClassicBatch batch) {
            events.saveAll(batch.events().stream().map(this::event).toList());
            return Map.of("recorded", batch.events().size());
        }

        private ClassicEvent event(ClassicRequest request) {
            return new ClassicEvent(
                    request.eventName(),
                    request.userId(),
                    request.timestamp(),
                    json.writeValueAsString(request.properties()));
        }
    }
}
