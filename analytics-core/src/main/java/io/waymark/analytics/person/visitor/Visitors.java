/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.visitor;

import io.waymark.analytics.AppId;
import io.waymark.analytics.person.VisitorIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.WebUtils;

/**
 * Tells which visitor a request is of:
 *
 * <ol>
 *   <li>the id in the visitor's cookie, where cookies are switched on;
 *   <li>else the one in the HTTP session, if the application has begun one: Waymark never does;
 *   <li>else the cookieless id of the day;
 *   <li>nobody, if the request asks not to be tracked, or no database can be asked.
 * </ol>
 *
 * Safe for use by many threads; never throws an exception.
 */
public final class Visitors {

    static final String PREFIX = "visitor-";

    private static final Logger log = LoggerFactory.getLogger(Visitors.class);
    private static final String ATTRIBUTE = Visitors.class.getName() + ".id";
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    private final VisitorSettings settings;
    private final @Nullable VisitorIds cookielessIds;
    private final AppId app;
    private final boolean honorOptOut;
    private final Clock clock;
    private final VisitorCookie cookie;
    private volatile Instant retryAt = Instant.MIN;

    /**
     * Knows the visitors of one app.
     *
     * @param settings which ids they may have
     * @param cookielessIds makes cookieless ids; {@code null} if there are none
     * @param app the app they visit
     * @param honorOptOut whether whoever asks not to be tracked has no id
     * @param clock tells which day it is
     */
    public Visitors(
            VisitorSettings settings, @Nullable VisitorIds cookielessIds, AppId app, boolean honorOptOut, Clock clock) {
        this.settings = settings;
        this.cookielessIds = cookielessIds;
        this.app = app;
        this.honorOptOut = honorOptOut;
        this.clock = clock;
        this.cookie = new VisitorCookie(settings);
    }

    /**
     * Tells which visitor a request is of.
     *
     * @param request the request
     * @return the visitor's distinct id, or {@code null} if there is none
     */
    public @Nullable String idOf(HttpServletRequest request) {
        return idOf(request, clock.instant());
    }

    /** Tells which visitor a request is of that speaks of an earlier time. */
    @Nullable
    String idOf(HttpServletRequest request, Instant at) {
        if (isOptedOut(request)) {
            return null;
        }
        String id = settings.cookie() ? cookie.read(request) : null;
        if (id == null && settings.session()) {
            id = sessionId(request, true);
        }
        return id == null ? cookielessId(request, at) : id;
    }

    /** The ids that whoever logs in with this request had before, and which are theirs alone or said to be. */
    List<String> idsToJoin(HttpServletRequest request) {
        if (isOptedOut(request)) {
            return List.of();
        }
        Set<String> ids = new LinkedHashSet<>();
        ids.add(settings.cookie() ? cookie.read(request) : null);
        ids.add(settings.session() ? sessionId(request, false) : null);
        ids.add(settings.joinCookieless() ? cookielessId(request, clock.instant()) : null);
        ids.remove(null);
        return List.copyOf(ids);
    }

    /**
     * Gives the visitor a cookie, if cookies are switched on and they have none.
     *
     * @param request the visitor's request
     * @param response not committed yet
     */
    public void giveCookie(HttpServletRequest request, HttpServletResponse response) {
        if (settings.cookie() && !isOptedOut(request) && cookie.read(request) == null) {
            cookie.issue(request, response, newId());
        }
    }

    /**
     * Lets whoever uses this browser next be somebody new.
     *
     * @param request the request that ends the visit
     * @param response takes a new cookie, where the visitor had one; {@code null} if it is not at hand
     */
    public void startAnew(HttpServletRequest request, @Nullable HttpServletResponse response) {
        HttpSession session = session(request);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
        if (settings.cookie() && cookie.read(request) != null && response != null && !response.isCommitted()) {
            cookie.issue(request, response, newId());
        }
    }

    private boolean isOptedOut(HttpServletRequest request) {
        return honorOptOut && ("1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC")));
    }

    private static @Nullable String sessionId(HttpServletRequest request, boolean make) {
        HttpSession session = session(request);
        if (session == null) {
            return null;
        }
        try {
            synchronized (WebUtils.getSessionMutex(session)) {
                if (session.getAttribute(ATTRIBUTE) instanceof String id) {
                    return id;
                }
                String id = make ? newId() : null;
                if (id != null) {
                    session.setAttribute(ATTRIBUTE, id);
                }
                return id;
            }
        } catch (IllegalStateException e) {
            // The session has just been ended by another request.
            return null;
        }
    }

    private static @Nullable HttpSession session(HttpServletRequest request) {
        try {
            return request.getSession(false);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private @Nullable String cookielessId(HttpServletRequest request, Instant at) {
        Instant now = clock.instant();
        if (cookielessIds == null || !settings.cookieless() || now.isBefore(retryAt)) {
            return null;
        }
        try {
            return cookielessIds.idOf(app, request.getRemoteAddr(), request.getHeader("User-Agent"), at);
        } catch (RuntimeException e) {
            retryAt = now.plus(PAUSE_AFTER_FAILURE);
            log.warn("Visitors without cookie and session have no id for now: {}", e.toString());
            return null;
        }
    }

    private static String newId() {
        return PREFIX + UUID.randomUUID();
    }
}
