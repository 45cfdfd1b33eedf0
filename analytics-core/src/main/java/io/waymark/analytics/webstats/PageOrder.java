/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import java.util.function.ToLongFunction;

/** Which pages come first. */
public enum PageOrder {
    /** The most viewed. */
    VIEWS("views", PageFigures::views),
    /** Those on which most sessions begin; others are left out. */
    ENTRIES("entries", PageFigures::entries),
    /** Those on which most sessions end; others are left out. */
    EXITS("exits", PageFigures::exits);

    private final String column;
    private final ToLongFunction<PageFigures> figure;

    PageOrder(String column, ToLongFunction<PageFigures> figure) {
        this.column = column;
        this.figure = figure;
    }

    long of(PageFigures page) {
        return figure.applyAsLong(page);
    }

    String column() {
        return column;
    }
}
