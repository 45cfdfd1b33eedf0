/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import io.waymark.analytics.AppId;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.person.VisitorIds;
import io.waymark.analytics.web.exchange.ClientContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsUtils;

/**
 * Who is at the browser: the current person of the application, else a visitor who is recognised for a day. A page of
 * another origin, which makes the browser send the cookies of this one, speaks for nobody who is logged in here.
 */
public final class BrowserPerson {

    /** For longer ago the id of a visitor may no longer be known. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final Supplier<? extends @Nullable CurrentPerson> currentPerson;
    private final Supplier<? extends @Nullable VisitorIds> visitorIds;
    private final Clock clock;

    /**
     * Asks the application.
     *
     * @param currentPerson who is logged in; may give {@code null}
     * @param visitorIds who is not; may give {@code null}
     * @param clock tells what is today
     */
    public BrowserPerson(
            Supplier<? extends @Nullable CurrentPerson> currentPerson,
            Supplier<? extends @Nullable VisitorIds> visitorIds,
            Clock clock) {
        this.currentPerson = currentPerson;
        this.visitorIds = visitorIds;
        this.clock = clock;
    }

    /** The distinct id of whoever sent a request, of which the current thread must be the one. */
    @Nullable
    String idOf(AppId app, HttpServletRequest request, Instant at) {
        Instant now = clock.instant();
        Instant day = at.isAfter(now.minus(REMEMBERED)) && !at.isAfter(now) ? at : now;
        CurrentPerson person = currentPerson.get();
        String id = person == null || !fromOwnPage(request) ? null : person.distinctId(day);
        VisitorIds ids = visitorIds.get();
        if (id != null || ids == null) {
            return id;
        }
        ClientContext client = ClientContext.of(request);
        return ids.idOf(app, client.ip(), client.userAgent(), day);
    }

    private static boolean fromOwnPage(HttpServletRequest request) {
        return "same-origin".equals(request.getHeader("Sec-Fetch-Site")) || !CorsUtils.isCorsRequest(request);
    }
}
