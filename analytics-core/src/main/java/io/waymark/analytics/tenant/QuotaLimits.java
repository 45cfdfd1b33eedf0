/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import org.jspecify.annotations.Nullable;

/**
 * How much a tenant may have.
 *
 * @param apps how many apps; {@code null} for any number
 * @param funnels how many stored funnels in all its apps; {@code null} for any number
 * @param eventsPerMonth how many events may be stored in a month, by UTC; {@code null} for any number
 */
public record QuotaLimits(
        @Nullable Integer apps,
        @Nullable Integer funnels,
        @Nullable Long eventsPerMonth) {

    /** No limit at all. */
    public static final QuotaLimits UNLIMITED = new QuotaLimits(null, null, null);
}
