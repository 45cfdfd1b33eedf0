/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.web;

import io.waymark.analytics.webstats.PageFigures;
import io.waymark.analytics.webstats.PageOrder;
import java.util.List;

/**
 * The pages that were viewed.
 *
 * @param order which come first
 * @param pages the pages
 */
public record WebPagesModel(PageOrder order, List<Row> pages) {

    public WebPagesModel {
        pages = List.copyOf(pages);
    }

    /**
     * A page.
     *
     * @param figures its figures
     * @param share its length beside that of the first, in per cent
     * @param spark the line of its views over the range
     */
    public record Row(PageFigures figures, double share, String spark) {}
}
