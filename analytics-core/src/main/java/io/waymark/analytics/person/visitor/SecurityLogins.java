/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.visitor;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.waymark.analytics.Analytics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Makes visitors who log in with Spring Security the people they are, and lets them start anew when they log out.
 *
 * <p>A login counts once in an HTTP session. A client that shows its password or token with every request has no session:
 * it is joined once in a while if it also has a visitor's cookie, else it never was a visitor.
 */
public final class SecurityLogins implements ApplicationListener<AbstractAuthenticationEvent> {

    private static final Logger log = LoggerFactory.getLogger(SecurityLogins.class);
    private static final String ATTRIBUTE = SecurityLogins.class.getName() + ".joined";
    private static final int MAX_REMEMBERED = 10_000;
    private static final Duration REMEMBERED = Duration.ofHours(12);

    private final Supplier<Analytics> analytics;
    private final Visitors visitors;
    private final Cache<Login, Boolean> joined = CacheBuilder.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /**
     * Joins visitors.
     *
     * @param analytics takes who is who; asked at the first login
     * @param visitors who they were before
     */
    public SecurityLogins(Supplier<Analytics> analytics, Visitors visitors) {
        this.analytics = analytics;
        this.visitors = visitors;
    }

    private record Login(String name, String visitorId) {}

    @Override
    public void onApplicationEvent(AbstractAuthenticationEvent event) {
        ServletRequestAttributes attributes = RequestPerson.current();
        if (attributes == null) {
            return;
        }
        try {
            if (event instanceof LogoutSuccessEvent) {
                loggedOut(attributes.getRequest(), attributes.getResponse());
            } else if (event instanceof AuthenticationSuccessEvent
                    || event instanceof InteractiveAuthenticationSuccessEvent) {
                loggedIn(event.getAuthentication(), attributes.getRequest(), attributes.getResponse());
            }
        } catch (RuntimeException e) {
            log.warn("A visitor could not be joined at a login, or parted at a logout", e);
        }
    }

    private void loggedIn(Authentication login, HttpServletRequest request, @Nullable HttpServletResponse response) {
        String name = login.getName();
        if (login instanceof AnonymousAuthenticationToken || name == null || name.isBlank()) {
            return;
        }
        HttpSession session = request.getSession(false);
        Object earlier = session == null ? null : session.getAttribute(ATTRIBUTE);
        if (name.equals(earlier)) {
            return;
        }
        List<String> ids;
        if (earlier == null) {
            ids = visitors.idsToJoin(request);
        } else {
            // Somebody else at the same browser, who has not logged out.
            visitors.startAnew(request, response);
            ids = List.of();
        }
        for (String id : ids) {
            if (session != null || joined.asMap().putIfAbsent(new Login(name, id), true) == null) {
                analytics.get().identify(name, id);
            }
        }
        if (session != null && !(ids.isEmpty() && earlier == null)) {
            session.setAttribute(ATTRIBUTE, name);
        }
    }

    private void loggedOut(HttpServletRequest request, @Nullable HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
        visitors.startAnew(request, response);
    }
}
