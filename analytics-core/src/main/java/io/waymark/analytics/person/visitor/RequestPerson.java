/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.visitor;

import io.waymark.analytics.person.CurrentPerson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Whoever is logged in, else the visitor that the current thread's request is of. */
public final class RequestPerson implements CurrentPerson {

    private final CurrentPerson principal;
    private final Visitors visitors;

    /**
     * Asks the login first.
     *
     * @param principal who is logged in
     * @param visitors who is not
     */
    public RequestPerson(CurrentPerson principal, Visitors visitors) {
        this.principal = principal;
        this.visitors = visitors;
    }

    @Override
    public @Nullable String distinctId() {
        return distinctId(visitors::idOf);
    }

    @Override
    public @Nullable String distinctId(Instant at) {
        return distinctId(request -> visitors.idOf(request, at));
    }

    private @Nullable String distinctId(Function<HttpServletRequest, @Nullable String> visitor) {
        String person = principal.distinctId();
        ServletRequestAttributes attributes = current();
        if (person != null || attributes == null) {
            return person;
        }
        HttpServletRequest request = attributes.getRequest();
        String user = request.getRemoteUser();
        return user == null ? visitor.apply(request) : user;
    }

    static @Nullable ServletRequestAttributes current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes
                : null;
    }
}
