/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.chunk.PropertyWishes;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The properties of page views that web statistics tell apart. */
public final class WebProperties implements PropertyWishes {

    private static final String APPS = """
            select id from {schema}.app
            """;

    private final AnalyticsDatabase database;

    /**
     * Asks for them in every app.
     *
     * @param database where the apps are
     */
    public WebProperties(AnalyticsDatabase database) {
        this.database = database;
    }

    @Override
    public List<Wish> wishes() {
        List<String> keys = Stream.concat(
                        Stream.of(StandardProperties.PATH),
                        Arrays.stream(WebDimension.values()).map(WebDimension::property))
                .toList();
        return database.sql(APPS).query(Integer.class).list().stream()
                .flatMap(app -> keys.stream().map(key -> new Wish(app, StandardEvents.PAGE_VIEW, key)))
                .toList();
    }
}
