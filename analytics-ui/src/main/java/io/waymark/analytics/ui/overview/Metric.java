/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.overview;

/** What the chart of the overview shows. */
public enum Metric {
    /** Different people. */
    PEOPLE("people"),
    /** Visits. */
    SESSIONS("sessions"),
    /** Events. */
    EVENTS("events");

    private final String key;

    Metric(String key) {
        this.key = key;
    }

    /** {@return its name in the address and in the bundle} */
    public String key() {
        return key;
    }

    static Metric of(String key) {
        for (Metric metric : values()) {
            if (metric.key.equals(key)) {
                return metric;
            }
        }
        return PEOPLE;
    }
}
