/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.bot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pattern to be found in user agents. Nearly all are plain text but for escapes, which is found without a matcher. */
interface BotPattern {

    /** Returns what was found, tidied to be a name; {@code null} if nothing was. */
    @Nullable
    String find(String userAgent);

    static BotPattern of(String regex) {
        String text = literal(regex);
        if (text != null) {
            String name = name(text);
            return userAgent -> userAgent.contains(text) ? name : null;
        }
        Pattern pattern = Pattern.compile(regex);
        return userAgent -> {
            Matcher matcher = pattern.matcher(userAgent);
            return matcher.find() ? name(matcher.group()) : null;
        };
    }

    /** The text that is all a regular expression matches; {@code null} if there is more to it. */
    private static @Nullable String literal(String regex) {
        StringBuilder text = new StringBuilder(regex.length());
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
                if (i == regex.length() || Character.isLetterOrDigit(regex.charAt(i))) {
                    return null;
                }
                text.append(regex.charAt(i));
            } else if ("^$.|?*+()[]{}".indexOf(c) >= 0) {
                return null;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String name(String match) {
        String name = match.strip();
        int end = name.length();
        while (end > 1 && "/(;:-".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end);
    }
}
