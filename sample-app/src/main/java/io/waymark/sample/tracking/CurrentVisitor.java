/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import io.waymark.analytics.person.CurrentPerson;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who an event belongs to: the user name of whoever is logged in, else the id of the visit. */
@Component
class CurrentVisitor implements CurrentPerson {

    private final Visits visits;

    CurrentVisitor(Visits visits) {
        this.visits = visits;
    }

    @Override
    public @Nullable String distinctId() {
        return visits.request()
                .map(HttpServletRequest::getRemoteUser)
                .or(() -> visits.current().map(Visit::visitorId))
                .orElse(null);
    }
}
