/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

/** There is no single data source to store events in. */
final class NoAnalyticsDataSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean several;

    NoAnalyticsDataSourceException(boolean several) {
        super(several ? "There are several data sources and none is marked" : "There is no data source");
        this.several = several;
    }

    boolean several() {
        return several;
    }
}
