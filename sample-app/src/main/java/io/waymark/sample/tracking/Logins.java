/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import io.waymark.analytics.Analytics;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/** Tracks who logs in and out; that they are the visitor of before, Waymark sees itself. */
@Component
class Logins {

    private final Analytics analytics;

    Logins(Analytics analytics) {
        this.analytics = analytics;
    }

    @EventListener
    void loggedIn(InteractiveAuthenticationSuccessEvent login) {
        analytics.track(AccountEvent.LOGGED_IN, login.getAuthentication().getName());
    }

    @EventListener
    void loggedOut(LogoutSuccessEvent logout) {
        analytics.track(AccountEvent.LOGGED_OUT, logout.getAuthentication().getName());
    }
}
