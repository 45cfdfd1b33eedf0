/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes hosts out of addresses, however badly these are written. */
final class Hosts {

    private static final String WWW = "www.";

    private Hosts() {}

    /** Returns the host of an address, in lower case and without port; {@code null} if it has none. */
    static @Nullable String of(String address) {
        int scheme = address.indexOf("//");
        if (scheme < 0 || scheme > 0 && address.charAt(scheme - 1) != ':') {
            return null;
        }
        int start = scheme + 2;
        int end = start;
        while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        String authority = address.substring(start, end);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int port = host.indexOf(':', host.startsWith("[") ? Math.max(0, host.indexOf(']')) : 0);
        host = lower(port < 0 ? host : host.substring(0, port)).strip();
        while (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.isEmpty() ? null : host;
    }

    static String bare(String host) {
        return host.startsWith(WWW) ? host.substring(WWW.length()) : host;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
