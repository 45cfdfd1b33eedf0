/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.agent;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells kinds of devices by their user agents. A tablet that presents itself as a desktop computer, as an iPad does by
 * default, cannot be told from one.
 */
final class DeviceTypes {

    private static final Set<String> DESKTOPS =
            Set.of("Windows", "Mac OS X", "Linux", "Chrome OS", "Ubuntu", "Fedora", "Debian", "FreeBSD", "OpenBSD");

    private DeviceTypes() {}

    static @Nullable String of(String userAgent, @Nullable String os) {
        if (isTablet(userAgent)) {
            return "Tablet";
        }
        if (containsAny(userAgent, "Mobi", "iPhone", "iPod", "Android", "BlackBerry", "Opera Mini", "Windows Phone")) {
            return "Mobile";
        }
        return os != null && DESKTOPS.contains(os) ? "Desktop" : null;
    }

    private static boolean isTablet(String userAgent) {
        if (containsAny(userAgent, "iPad", "Tablet", "PlayBook", "Kindle", "Silk/")) {
            // Windows says "Tablet PC" of computers, too.
            return !userAgent.contains("Tablet PC");
        }
        return userAgent.contains("Android") && !userAgent.contains("Mobi") && !userAgent.contains("Opera Mini");
    }

    private static boolean containsAny(String text, String... parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
