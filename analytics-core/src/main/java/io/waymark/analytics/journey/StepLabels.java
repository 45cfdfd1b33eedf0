/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.store.SqlParameters;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a step is called: the event name, for page views the path without query and trailing slash, or its group. */
final class StepLabels {

    private static final Pattern WILD = Pattern.compile("\\*\\*|\\*");

    private StepLabels() {}

    /** An expression over the event {@code e} and its name {@code n}. */
    static String sql(List<String> patterns, SqlParameters parameters) {
        String path = "(e.properties ->> " + parameters.bind(StandardProperties.PATH) + "::text)";
        String plain = "coalesce(nullif(regexp_replace(split_part(" + path + ", '?', 1), '/+$', ''), ''), '/')";
        return "(case when n.name <> " + parameters.bind(StandardEvents.PAGE_VIEW) + "::text or " + path
                + " is null then n.name else " + grouped(plain, patterns, parameters) + " end)";
    }

    private static String grouped(String plain, List<String> patterns, SqlParameters parameters) {
        if (patterns.isEmpty()) {
            return plain;
        }
        StringBuilder sql = new StringBuilder("case");
        for (String pattern : patterns) {
            sql.append(" when ")
                    .append(plain)
                    .append(" ~ ")
                    .append(parameters.bind(regex(pattern)))
                    .append("::text then ")
                    .append(parameters.bind(pattern))
                    .append("::text");
        }
        return sql.append(" else ").append(plain).append(" end").toString();
    }

    static String regex(String pattern) {
        StringBuilder regex = new StringBuilder("^");
        Matcher wild = WILD.matcher(pattern);
        int from = 0;
        while (wild.find()) {
            regex.append(literal(pattern.substring(from, wild.start())))
                    .append(wild.group().length() == 2 ? ".*" : "[^/]+");
            from = wild.end();
        }
        return regex.append(literal(pattern.substring(from))).append('$').toString();
    }

    private static String literal(String text) {
        return text.replaceAll("([^a-zA-Z0-9/_ -])", "\\\\$1");
    }
}
