/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.bot;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.waymark.analytics.enrich.list.ListFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells programs from browsers by their user agents: crawlers, libraries, headless browsers. Remembers what it found, for
 * the user agents seen last. Safe for use by many threads.
 */
public final class Bots {

    private static final int CACHED = 10_000;
    private static final int MAX_LENGTH = 1_000;

    /** Browsers without a screen, as far as they say so and the public list does not have them. */
    private static final List<String> HEADLESS = List.of(
            "Headless",
            "PhantomJS",
            "SlimerJS",
            "Puppeteer",
            "Playwright",
            "Selenium",
            "WebDriver",
            "jsdom",
            "Zombie\\.js");

    private final List<BotPattern> patterns;
    private final Cache<String, Optional<String>> found =
            CacheBuilder.newBuilder().maximumSize(CACHED).build();

    /**
     * Knows programs by patterns.
     *
     * @param patterns regular expressions; a program has any of them somewhere in its user agent
     */
    public Bots(List<String> patterns) {
        this.patterns = patterns.stream().map(BotPattern::of).toList();
    }

    /** {@return what knows the programs of the list that ships, and headless browsers} */
    public static Bots listed() {
        return new Bots(
                Stream.concat(ListFile.BOTS.lines().stream(), HEADLESS.stream()).toList());
    }

    /**
     * Looks at a user agent.
     *
     * @param userAgent the user agent, as it was sent
     * @return what gives the program away, for example {@code Googlebot}; {@code null} if nothing does
     */
    public @Nullable String find(String userAgent) {
        String key = userAgent.length() > MAX_LENGTH ? userAgent.substring(0, MAX_LENGTH) : userAgent;
        try {
            return found.get(key, () -> search(key)).orElse(null);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Optional<String> search(String userAgent) {
        for (BotPattern pattern : patterns) {
            String match = pattern.find(userAgent);
            if (match != null) {
                return Optional.of(match);
            }
        }
        return Optional.empty();
    }
}
