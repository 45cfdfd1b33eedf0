/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of an access log in the combined format.
 *
 * @param host the address or host name from which the request came
 * @param at when
 * @param method how something was asked for; empty if the request makes no sense
 * @param target what was asked for; empty if the request makes no sense
 * @param status the status of the answer
 * @param referrer the page that led there, as it was sent
 * @param userAgent the program, as it was sent
 */
record AccessLogLine(
        String host, Instant at, String method, String target, int status, String referrer, String userAgent) {

    private static final Pattern COMBINED = Pattern.compile(
            "(\\S+) (\\S+) (\\S+) \\[([^\\]]+)\\] \"([^\"]*)\" (\\d{3}) (\\d+|-) \"([^\"]*)\" \"([^\"]*)\"");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
    private static final Pattern NO_PAGE = Pattern.compile(
            ".*\\.(css|js|png|jpe?g|gif|ico|svg|woff2?|ttf|eot|map|bmp|webp|xbm|mpe?g|wav|avi|mp3|mp4)|/robots\\.txt",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final int NOT_MODIFIED = 304;

    /** Returns {@code null} if a line is not in the format. */
    static @Nullable AccessLogLine parse(String line) {
        Matcher match = COMBINED.matcher(line);
        if (!match.matches()) {
            return null;
        }
        try {
            String[] request = match.group(5).split(" ");
            boolean sensible = request.length > 1;
            return new AccessLogLine(
                    match.group(1),
                    OffsetDateTime.parse(match.group(4), TIME).toInstant(),
                    sensible ? request[0] : "",
                    sensible ? request[1] : "",
                    Integer.parseInt(match.group(6)),
                    match.group(8),
                    match.group(9));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns the path of the page that was viewed, without query; {@code null} if none was. */
    @Nullable
    String pageViewed() {
        if (!method.equals("GET") || status / 100 != 2 && status != NOT_MODIFIED) {
            return null;
        }
        String path = target.split("[?#]", 2)[0];
        return path.startsWith("/") && !NO_PAGE.matcher(path).matches() ? path : null;
    }

    static boolean isSaid(String value) {
        return !value.isBlank() && !value.equals("-");
    }
}
