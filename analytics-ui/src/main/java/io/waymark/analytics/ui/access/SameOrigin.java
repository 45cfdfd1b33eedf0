/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Whether a change was sent by a page of the same origin, as the browser says it: a second lock beside the host's CSRF
 * token, and the only one where there is no Spring Security.
 */
public final class SameOrigin {

    private SameOrigin() {}

    /**
     * Looks at the headers that a page cannot forge.
     *
     * @param request a change
     * @return false when a browser says that the page is somebody else's
     */
    public static boolean holds(ServerRequest request) {
        String site = request.headers().firstHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.headers().firstHeader(HttpHeaders.ORIGIN);
        return origin == null || authority(origin).equalsIgnoreCase(host(request));
    }

    private static String authority(String origin) {
        try {
            @Nullable String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String host(ServerRequest request) {
        String host = request.headers().firstHeader(HttpHeaders.HOST);
        return host == null ? request.uri().getAuthority() : host;
    }
}
