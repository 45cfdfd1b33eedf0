/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.agent;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import ua_parser.OS;
import ua_parser.Parser;
import ua_parser.UserAgent;

/**
 * Reads user agents by the expressions of the ua-parser project. They are loaded at the first user agent, which takes
 * some hundred milliseconds; then each different one takes about one, and one seen lately next to nothing.
 */
public final class UapUserAgents implements UserAgents {

    private static final int CACHED = 10_000;
    private static final int MAX_LENGTH = 1_000;
    private static final String UNKNOWN = "Other";

    private @Nullable Parser parser;
    private final Cache<String, Agent> seen =
            CacheBuilder.newBuilder().maximumSize(CACHED).build();

    @Override
    public Agent describe(String userAgent) {
        String key = userAgent.length() > MAX_LENGTH ? userAgent.substring(0, MAX_LENGTH) : userAgent;
        try {
            return seen.get(key, () -> parse(key));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Agent parse(String userAgent) {
        Parser expressions = parser();
        UserAgent browser = expressions.parseUserAgent(userAgent);
        OS system = expressions.parseOS(userAgent);
        String os = known(system.family);
        return new Agent(
                known(browser.family),
                present(browser.major),
                os,
                version(system.major, system.minor),
                DeviceTypes.of(userAgent, os));
    }

    private synchronized Parser parser() {
        if (parser == null) {
            parser = new Parser();
        }
        return parser;
    }

    private static @Nullable String known(@Nullable String family) {
        return UNKNOWN.equals(family) ? null : present(family);
    }

    private static @Nullable String version(@Nullable String major, @Nullable String minor) {
        String first = present(major);
        String second = present(minor);
        return first == null || second == null ? first : first + "." + second;
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
