/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.visitor;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The cookie of a visitor: first-party, {@code SameSite=Lax}, {@code Secure} where the request is, and readable by scripts
 * of the page, so that a tracker in it means the same visitor. A value that is not one of ours is nobody's: it could be the
 * name of a person.
 */
final class VisitorCookie {

    private static final Pattern ID = Pattern.compile(Visitors.PREFIX + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String ISSUED = VisitorCookie.class.getName() + ".issued";

    private final VisitorSettings settings;

    VisitorCookie(VisitorSettings settings) {
        this.settings = settings;
    }

    /** The id that the request brings, or that its response takes along. */
    @Nullable
    String read(HttpServletRequest request) {
        if (request.getAttribute(ISSUED) instanceof String issued) {
            return issued;
        }
        Cookie cookie = WebUtils.getCookie(request, settings.cookieName());
        return cookie != null && ID.matcher(cookie.getValue()).matches() ? cookie.getValue() : null;
    }

    void issue(HttpServletRequest request, HttpServletResponse response, String id) {
        ResponseCookie cookie = ResponseCookie.from(settings.cookieName(), id)
                .path(request.getContextPath().isEmpty() ? "/" : request.getContextPath())
                .maxAge(settings.cookieLifetime())
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        request.setAttribute(ISSUED, id);
    }
}
