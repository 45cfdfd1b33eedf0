/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.place;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Countries as two letters of ISO 3166-1. */
public final class CountryCode {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private CountryCode() {}

    /**
     * Reads what somebody says is a country.
     *
     * @param code anything
     * @return the two letters in upper case; {@code null} if it is no country, as are {@code XX} and {@code T1}, which
     *     stand for an unknown one and for Tor
     */
    public static @Nullable String of(@Nullable Object code) {
        if (!(code instanceof String text)) {
            return null;
        }
        String upper = text.strip().toUpperCase(Locale.ROOT);
        // Kosovo has no official code, but one that everybody uses.
        return COUNTRIES.contains(upper) || upper.equals("XK") ? upper : null;
    }
}
