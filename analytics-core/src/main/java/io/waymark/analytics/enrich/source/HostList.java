/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

import io.waymark.analytics.enrich.list.ListFile;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of hosts. A host matches an entry
 *
 * <ol>
 *   <li>exactly, or without its {@code www.};
 *   <li>{@code name.{}}, where {@code {}} is one or two further labels, such as {@code co.uk};
 *   <li>{@code {}.name}, where {@code {}} is one label of two or three letters: a country or a language.
 * </ol>
 *
 * <p>Entries with a path are not used. Of two entries for the same host, the first counts.
 */
final class HostList {

    private static final String WWW = "www.";
    private static final String PLACEHOLDER = "{}";
    private static final int MAX_COUNTRY = 3;

    private final Map<String, String> exact = new HashMap<>();
    private final Map<String, String> prefixes = new HashMap<>();
    private final Map<String, String> suffixes = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    HostList(ListFile file) {
        for (String line : file.lines()) {
            int tab = line.indexOf('\t');
            String name = line.substring(0, tab);
            names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            for (String host : line.substring(tab + 1).split(" ")) {
                add(host, name);
            }
        }
    }

    private void add(String host, String name) {
        if (host.indexOf('/') >= 0) {
            return;
        }
        if (host.endsWith("." + PLACEHOLDER)) {
            prefixes.putIfAbsent(host.substring(0, host.length() - PLACEHOLDER.length() - 1), name);
        } else if (host.startsWith(PLACEHOLDER + ".")) {
            suffixes.putIfAbsent(host.substring(PLACEHOLDER.length() + 1), name);
        } else {
            exact.putIfAbsent(host, name);
        }
    }

    /** Returns whose host that is; {@code null} if it is not in the list. */
    @Nullable
    String find(String host) {
        String name = match(host);
        return name == null && host.startsWith(WWW) ? match(host.substring(WWW.length())) : name;
    }

    private @Nullable String match(String host) {
        String name = exact.get(host);
        int last = host.lastIndexOf('.');
        if (name == null && last > 0) {
            name = prefixes.get(host.substring(0, last));
            int lastButOne = host.lastIndexOf('.', last - 1);
            if (name == null && lastButOne > 0) {
                name = prefixes.get(host.substring(0, lastButOne));
            }
        }
        int first = host.indexOf('.');
        if (name == null && first > 1 && first <= MAX_COUNTRY) {
            name = suffixes.get(host.substring(first + 1));
        }
        return name;
    }

    /** Returns a name as it is written in the list; {@code null} if it is not in it. */
    @Nullable
    String spelling(String name) {
        return names.get(name.toLowerCase(Locale.ROOT));
    }
}
