/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import io.waymark.analytics.Analytics;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/** Tracks who logs in; that they are the visitor of before, Waymark sees itself. */
@Component
class Logins {

    private final Analytics analytics;

    Logins(Analytics analytics) {
        this.analytics = analytics;
    }

    @EventListener
    void loggedIn(InteractiveAuthenticationSuccessEvent login) {
        analytics.track("logged_in", login.getAuthentication().getName());
    }
}
