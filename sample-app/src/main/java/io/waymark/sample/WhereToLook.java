/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample;

import io.waymark.sample.account.DemoLogins;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where to look when the shop is open. */
@Component
class WhereToLook {

    private static final Logger log = LoggerFactory.getLogger(WhereToLook.class);
    private static final String DEMO_KEY_PREFIX = "fernway-demo-key";

    private final Environment environment;
    private final DemoLogins logins;

    WhereToLook(Environment environment, DemoLogins logins) {
        this.environment = environment;
        this.logins = logins;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        String port = environment.getProperty("local.server.port");
        if (port == null) {
            return;
        }
        String shop = "http://localhost:" + port + environment.getProperty("server.servlet.context-path", "");
        String analytics = shop + environment.getProperty("analytics.base-path", "/analytics");
        log.info("""
                Fernway is open.

                  Shop       {}
                  Dashboard  {}
                  Logins     {}

                  Send an event:
                  curl {}/api/events -H 'X-Api-Key: {}' -H 'Content-Type: application/json' \\
                    -d '{"distinctId":"kim","eventName":"newsletter_opened"}'
                """, shop, analytics, logins(), analytics, key());
    }

    private String logins() {
        return logins.forPeople().stream()
                .map(login -> login.userName() + " / " + login.password() + " (" + login.purpose() + ")")
                .collect(Collectors.joining(", "));
    }

    /** A key that is not the published one is nobody's business. */
    private String key() {
        String key = environment.getProperty("analytics.ingest.api-key", "");
        return key.startsWith(DEMO_KEY_PREFIX) ? key : "<your key>";
    }
}
