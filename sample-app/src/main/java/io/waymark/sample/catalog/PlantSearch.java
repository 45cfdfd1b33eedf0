/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.catalog;

import io.waymark.analytics.annotation.EventProperty;
import io.waymark.analytics.annotation.TrackEvent;
import java.util.List;
import org.springframework.stereotype.Service;

/** The search box. */
@Service
class PlantSearch {

    private final Plants plants;

    PlantSearch(Plants plants) {
        this.plants = plants;
    }

    @TrackEvent(type = SearchPerformed.class, properties = "results=#result.size()")
    public List<Plant> search(@EventProperty("query") String text, String category) {
        return plants.search(text, category);
    }
}
