/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

/**
 * The owner of apps and quotas. Every app belongs to exactly one.
 *
 * @param value the number of the row in the {@code tenant} table; positive
 */
public record TenantId(int value) {

    /** The tenant that every installation starts with. */
    public static final TenantId DEFAULT = new TenantId(1);

    public TenantId {
        if (value < 1) {
            throw new IllegalArgumentException("A tenant id is positive, but was " + value);
        }
    }
}
