/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.enrich.source.Origin;
import io.waymark.analytics.event.StandardProperties;

/** By what visits are told apart. It is fixed by the first page view of a session. */
public enum WebDimension {
    /** Where visitors came from: a search engine, a network, a campaign's source, a host, or directly. */
    SOURCE(StandardProperties.SOURCE, Origin.INTERNAL_SOURCE, Origin.DIRECT_SOURCE),
    /** The kind of source. */
    CHANNEL(StandardProperties.CHANNEL, Origin.INTERNAL_CHANNEL, Origin.DIRECT_CHANNEL),
    /** The country, as two letters. */
    COUNTRY(StandardProperties.COUNTRY, "", ""),
    /** The kind of device. */
    DEVICE(StandardProperties.DEVICE_TYPE, "", ""),
    /** The browser. */
    BROWSER(StandardProperties.BROWSER, "", ""),
    /** The operating system. */
    OS(StandardProperties.OS, "", "");

    private final String property;
    private final String replaced;
    private final String replacement;

    WebDimension(String property, String replaced, String replacement) {
        this.property = property;
        this.replaced = replaced;
        this.replacement = replacement;
    }

    String property() {
        return property;
    }

    /** A visit that goes on after a break begins on a page of ours: from there it is as good as typed in. */
    String replaced() {
        return replaced;
    }

    String replacement() {
        return replacement;
    }
}
