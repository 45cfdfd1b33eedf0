/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.chunk.scan.ColumnMemory;
import io.waymark.analytics.event.PropertyValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * All pages and visits of a period, told apart in every way.
 *
 * @param pages the pages, in no order
 * @param visits the visits by each dimension, in their order
 * @param purged whether events of the period are missing
 */
record WebParts(List<PageFigures> pages, Map<WebDimension, List<VisitFigures>> visits, boolean purged)
        implements ColumnMemory.Finding {

    private static final int BYTES_BESIDES = 1_000;
    private static final int BYTES_OF_ONE = 150;

    WebParts withPurged(boolean missing) {
        return new WebParts(pages, visits, missing);
    }

    @Override
    public int bytes() {
        long texts = pages.stream().mapToLong(page -> page.page().length()).sum();
        long parts = visits.values().stream().mapToLong(List::size).sum();
        return (int) Math.min(Integer.MAX_VALUE, BYTES_BESIDES + texts + BYTES_OF_ONE * (pages.size() + parts));
    }

    WebTable<PageFigures> top(PageOrder order, int limit) {
        List<PageFigures> top = pages.stream()
                .filter(page -> order.of(page) > 0)
                .sorted(Comparator.comparingLong((PageFigures page) -> order.of(page))
                        .reversed()
                        .thenComparing(PageFigures::page, PropertyValue::compareText))
                .limit(limit)
                .toList();
        return new WebTable<>(top, purged);
    }

    WebTable<VisitFigures> top(WebDimension dimension, int limit) {
        List<VisitFigures> top =
                visits.getOrDefault(dimension, List.of()).stream().limit(limit).toList();
        return new WebTable<>(top, purged);
    }
}
