/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

/** What is measured of events. */
public enum Measure {
    /** How many events. */
    TOTAL("count(*)::float8", false),
    /** How many different people. */
    UNIQUE("count(distinct person_id)::float8", false),
    /** How many events per person who has one. */
    PER_PERSON("count(*)::float8 / count(distinct person_id)", false),
    /** The sum of a numeric property. */
    SUM("coalesce(sum(number), 0)::float8", true),
    /** The mean of a numeric property, over the events that carry it. */
    AVERAGE("avg(number)::float8", true),
    /** The least value of a numeric property. */
    MIN("min(number)::float8", true),
    /** The middle value of a numeric property, or between the two in the middle. */
    MEDIAN("percentile_cont(0.5) within group (order by number::float8)", true),
    /** The 95th percentile of a numeric property, interpolated. */
    P95("percentile_cont(0.95) within group (order by number::float8)", true),
    /** The greatest value of a numeric property. */
    MAX("max(number)::float8", true);

    private final String sql;
    private final boolean ofProperty;

    Measure(String sql, boolean ofProperty) {
        this.sql = sql;
        this.ofProperty = ofProperty;
    }

    /** {@return whether it is measured of a numeric property} */
    public boolean ofProperty() {
        return ofProperty;
    }

    /** {@return whether nothing at all measures 0; else it has no value} */
    public boolean isZeroOfNothing() {
        return this == TOTAL || this == UNIQUE || this == SUM;
    }

    String sql() {
        return sql;
    }
}
