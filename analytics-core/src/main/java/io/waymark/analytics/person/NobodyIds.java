/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Distinct ids that mean nobody: what faulty clients send in place of an id. Were they let in, all such clients would
 * become one person. The list is PostHog's, and some that Java hosts are known for.
 */
public final class NobodyIds {

    private static final Pattern QUOTES = Pattern.compile("^[\\s'\"]+|[\\s'\"]+$");
    private static final int LONGEST = 64;

    private static final Set<String> IDS = Set.of(
            "",
            "0",
            "00000000-0000-0000-0000-000000000000",
            "anonymous",
            "anonymoususer",
            "distinct_id",
            "distinctid",
            "email",
            "false",
            "guest",
            "id",
            "infinity",
            "nan",
            "nil",
            "none",
            "not_authenticated",
            "null",
            "optional.empty",
            "true",
            "undefined",
            "unknown",
            "[object object]");

    private NobodyIds() {}

    /**
     * Whether an id means nobody.
     *
     * @param distinctId the id
     * @return whether it is no id of a person
     */
    public static boolean contains(String distinctId) {
        if (distinctId.length() > LONGEST) {
            return false;
        }
        return IDS.contains(QUOTES.matcher(distinctId).replaceAll("").toLowerCase(Locale.ROOT));
    }
}
