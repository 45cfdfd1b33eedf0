/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventEnricher;
import io.waymark.analytics.track.EventRejectedException;
import java.util.List;

/**
 * Drops the events of definitions that are switched off, and in strict mode refuses those that nobody has defined. Names
 * that begin with {@code $} belong to the product and its clients and are always defined. As long as the definitions
 * could not be read at all, everything passes.
 */
public final class CatalogEnricher implements EventEnricher {

    /** Why an event whose definition is switched off is dropped. */
    public static final String INACTIVE = "inactive event";

    private static final String POINTER = "/eventName";

    private final EventCatalog catalog;
    private final CatalogMode mode;

    /**
     * Decides by the catalogue.
     *
     * @param catalog what is defined
     * @param mode what becomes of events that are not
     */
    public CatalogEnricher(EventCatalog catalog, CatalogMode mode) {
        this.catalog = catalog;
        this.mode = mode;
    }

    @Override
    public Decision enrich(AppId app, Event event) {
        EventCatalog.Standing standing = catalog.standing(app, event.name());
        if (standing == EventCatalog.Standing.INACTIVE && !StandardEvents.isAlwaysActive(event.name())) {
            return Decision.drop(INACTIVE);
        }
        if (standing == EventCatalog.Standing.UNDEFINED
                && mode == CatalogMode.STRICT
                && !event.name().startsWith("$")) {
            throw new EventRejectedException(POINTER, refusal(app, event.name()));
        }
        return Decision.keep(event);
    }

    private String refusal(AppId app, String name) {
        List<String> similar = SimilarNames.of(name, catalog.names(app));
        String hint = similar.isEmpty() ? "" : ". Did you mean " + String.join(" or ", quoted(similar)) + "?";
        return "'" + name + "' is not in the catalogue of events" + (hint.isEmpty() ? "." : hint)
                + " Define it in the dashboard, over HTTP at /api/event-definitions, or in Java by an EventTypes bean.";
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").toList();
    }
}
