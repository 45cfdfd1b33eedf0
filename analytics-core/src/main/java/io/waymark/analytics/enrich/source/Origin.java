/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

/**
 * Where somebody came from.
 *
 * @param source a search engine, a network, a campaign's source, a host; {@link #DIRECT_SOURCE} or
 *     {@link #INTERNAL_SOURCE}
 * @param channel the kind of source
 */
public record Origin(String source, String channel) {

    /** The source of whoever came from no page that is known. */
    public static final String DIRECT_SOURCE = "direct";

    /** The channel of {@link #DIRECT_SOURCE}. */
    public static final String DIRECT_CHANNEL = "Direct";

    /** The source of whoever came from another page of the application. */
    public static final String INTERNAL_SOURCE = "internal";

    /** The channel of {@link #INTERNAL_SOURCE}. */
    public static final String INTERNAL_CHANNEL = "Internal";
}
