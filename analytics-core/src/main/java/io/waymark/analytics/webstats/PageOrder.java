/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

/** Which pages come first. */
public enum PageOrder {
    /** The most viewed. */
    VIEWS("views"),
    /** Those on which most sessions begin; others are left out. */
    ENTRIES("entries"),
    /** Those on which most sessions end; others are left out. */
    EXITS("exits");

    private final String column;

    PageOrder(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
