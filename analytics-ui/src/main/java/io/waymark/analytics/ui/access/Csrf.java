/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * The token by which the host's Spring Security knows its own forms.
 *
 * @param parameter its name in a form
 * @param header its name as a header
 * @param token its value
 */
public record Csrf(String parameter, String header, String token) {

    private static final boolean SPRING_SECURITY =
            ClassUtils.isPresent("org.springframework.security.web.csrf.CsrfToken", Csrf.class.getClassLoader());

    /**
     * Looks for a token.
     *
     * @param request the current request
     * @return the token, or null when the host has none
     */
    public static @Nullable Csrf of(HttpServletRequest request) {
        return SPRING_SECURITY ? SpringSecurity.token(request) : null;
    }

    /** Loaded only where Spring Security is. */
    private static final class SpringSecurity {

        static @Nullable Csrf token(HttpServletRequest request) {
            Object attribute = request.getAttribute(org.springframework.security.web.csrf.CsrfToken.class.getName());
            return attribute instanceof org.springframework.security.web.csrf.CsrfToken token
                    ? new Csrf(token.getParameterName(), token.getHeaderName(), token.getToken())
                    : null;
        }
    }
}
