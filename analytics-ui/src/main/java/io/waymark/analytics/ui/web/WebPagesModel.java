/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.web;

import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.webstats.PageFigures;
import io.waymark.analytics.webstats.PageOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages that were viewed.
 *
 * @param order which come first
 * @param compared whether the period before was asked about
 * @param pages the pages
 * @param purged whether events of the range, or of the period before, have been deleted by age and are missing
 */
public record WebPagesModel(PageOrder order, boolean compared, List<Row> pages, boolean purged) {

    public WebPagesModel {
        pages = List.copyOf(pages);
    }

    /**
     * A page.
     *
     * @param figures its figures
     * @param delta how it changed against the period before; null for nothing to compare with
     * @param fresh whether there was none of it in the period before
     * @param share its length beside that of the first, in per cent
     * @param spark the line of its views over the range
     */
    public record Row(PageFigures figures, @Nullable Delta delta, boolean fresh, double share, String spark) {}
}
