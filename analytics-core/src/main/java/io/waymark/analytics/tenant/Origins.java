/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Web origins as keys name them: scheme and host, with a port where it is not the scheme's own. */
public final class Origins {

    private static final String ANY_SUBDOMAIN = "*.";

    private Origins() {}

    /**
     * Brings an origin into the form in which browsers send it.
     *
     * @param text what somebody wrote, for example {@code HTTPS://Shop.Example:443/}; the host may begin with
     *     {@code *.}, for all names below it
     * @return the origin, or empty if this is none
     */
    public static Optional<String> normalize(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        boolean wildcard = lower.contains("://" + ANY_SUBDOMAIN);
        URI uri;
        try {
            uri = URI.create(wildcard ? lower.replace("://" + ANY_SUBDOMAIN, "://") : lower);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String scheme = uri.getScheme();
        String path = uri.getRawPath();
        boolean bare = uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && (path == null || path.isEmpty() || path.equals("/"));
        if (!bare || !("http".equals(scheme) || "https".equals(scheme))) {
            return Optional.empty();
        }
        int usual = "https".equals(scheme) ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return Optional.of(scheme + "://" + (wildcard ? ANY_SUBDOMAIN : "") + uri.getHost() + port);
    }

    static boolean matches(String allowed, String origin) {
        String sent = origin.toLowerCase(Locale.ROOT);
        int star = allowed.indexOf(ANY_SUBDOMAIN);
        if (star < 0) {
            return allowed.equals(sent);
        }
        String scheme = allowed.substring(0, star);
        String domain = allowed.substring(star + 1);
        return sent.startsWith(scheme) && sent.endsWith(domain) && sent.length() > scheme.length() + domain.length();
    }
}
