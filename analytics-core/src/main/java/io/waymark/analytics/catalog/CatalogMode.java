/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

/** What becomes of an event whose name nobody has defined. */
public enum CatalogMode {
    /** It is taken. */
    OPEN,
    /** It is refused. */
    STRICT
}
