/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The address of a page, taken apart.
 *
 * @param host its host, in lower case and without port; {@code null} if it has none
 * @param path its path, as it was sent, without query and fragment; {@code null} if it has none
 * @param parameters its query parameters, decoded, the first of each name; at most 100
 */
public record PageAddress(@Nullable String host, @Nullable String path, Map<String, String> parameters) {

    private static final int MAX_PARAMETERS = 100;

    public PageAddress {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Takes an address apart. Never fails: what cannot be read is left out.
     *
     * @param address an absolute address, or a path
     * @return its parts
     */
    public static PageAddress of(String address) {
        String text = address.strip();
        int fragment = text.indexOf('#');
        String whole = fragment < 0 ? text : text.substring(0, fragment);
        int question = whole.indexOf('?');
        String query = question < 0 ? "" : whole.substring(question + 1);
        return new PageAddress(
                Hosts.of(whole), path(question < 0 ? whole : whole.substring(0, question)), parameters(query));
    }

    private static @Nullable String path(String address) {
        if (address.startsWith("/") && !address.startsWith("//")) {
            return address;
        }
        int scheme = address.indexOf("//");
        if (scheme < 0) {
            return null;
        }
        int start = address.indexOf('/', scheme + 2);
        return start < 0 ? "/" : address.substring(start);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", MAX_PARAMETERS)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && equals < pair.length() - 1) {
                parameters.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
