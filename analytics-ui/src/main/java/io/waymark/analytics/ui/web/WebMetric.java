/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.web;

import io.waymark.analytics.webstats.WebPoint;

/** What the chart of visits shows. */
public enum WebMetric {
    /** Different people. */
    VISITORS("visitors"),
    /** Page views. */
    VIEWS("views"),
    /** Visits, by their start. */
    SESSIONS("sessions");

    private final String key;

    WebMetric(String key) {
        this.key = key;
    }

    /** {@return its name in the address and in the bundle} */
    public String key() {
        return key;
    }

    long of(WebPoint point) {
        return switch (this) {
            case VISITORS -> point.visitors();
            case VIEWS -> point.views();
            case SESSIONS -> point.sessions();
        };
    }

    static WebMetric of(String key) {
        for (WebMetric metric : values()) {
            if (metric.key.equals(key)) {
                return metric;
            }
        }
        return VISITORS;
    }
}
