/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.web;

import io.waymark.analytics.webstats.VisitFigures;
import io.waymark.analytics.webstats.WebDimension;
import java.util.List;

/**
 * Visits told apart.
 *
 * @param dimension by what
 * @param dimensions by what they can be told apart in this panel
 * @param parts the parts
 */
public record WebVisitsModel(WebDimension dimension, List<WebDimension> dimensions, List<Row> parts) {

    public WebVisitsModel {
        dimensions = List.copyOf(dimensions);
        parts = List.copyOf(parts);
    }

    /**
     * A part.
     *
     * @param name its name for people
     * @param figures its figures
     * @param share its length beside that of the first, in per cent
     */
    public record Row(String name, VisitFigures figures, double share) {}
}
