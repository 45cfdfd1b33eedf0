/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.web;

import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.webstats.VisitFigures;
import io.waymark.analytics.webstats.WebDimension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Visits told apart.
 *
 * @param dimension by what
 * @param dimensions by what they can be told apart in this panel
 * @param compared whether the period before was asked about
 * @param parts the parts
 * @param purged whether events of the range, or of the period before, have been deleted by age and are missing
 */
public record WebVisitsModel(
        WebDimension dimension, List<WebDimension> dimensions, boolean compared, List<Row> parts, boolean purged) {

    public WebVisitsModel {
        dimensions = List.copyOf(dimensions);
        parts = List.copyOf(parts);
    }

    /**
     * A part.
     *
     * @param name its name for people
     * @param figures its figures
     * @param delta how its visitors changed against the period before; null for nothing to compare with
     * @param fresh whether there was none of it in the period before
     * @param share its length beside that of the first, in per cent
     */
    public record Row(
            String name, VisitFigures figures, @Nullable Delta delta, boolean fresh, double share) {}
}
