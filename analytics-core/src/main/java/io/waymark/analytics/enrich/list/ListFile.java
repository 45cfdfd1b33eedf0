/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.list;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A list that ships with the product: a resource of this package with one entry a line, beside its README. */
public enum ListFile {

    /** Patterns of the user agents of crawlers: regular expressions, found anywhere in a user agent. */
    BOTS("bots.txt"),

    /** Hosts that send referrers to be seen in statistics. */
    REFERRER_SPAM("referrer-spam.txt"),

    /** Search engines: the name, a tab, and their hosts. */
    SEARCH_ENGINES("search-engines.txt"),

    /** Social networks: the name, a tab, and their hosts. */
    SOCIAL_NETWORKS("social-networks.txt"),

    /** AI assistants: the name, a tab, and their hosts. */
    AI_ASSISTANTS("ai-assistants.txt"),

    /** Mail in the browser: the name, a tab, and its hosts. */
    MAIL("mail.txt"),

    /** Shops and marketplaces: the name, a tab, and their hosts. */
    SHOPPING("shopping.txt"),

    /** Sites of videos: the name, a tab, and their hosts. */
    VIDEO("video.txt");

    private final String resource;

    ListFile(String resource) {
        this.resource = resource;
    }

    /**
     * Reads the list.
     *
     * @return its entries, without comments and empty lines
     */
    public List<String> lines() {
        try (InputStream in = ListFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The list " + resource + " is missing from the jar");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
