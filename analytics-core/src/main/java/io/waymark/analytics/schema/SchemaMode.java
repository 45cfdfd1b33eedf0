/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.schema;

/** What happens to the product's schema when the application starts. */
public enum SchemaMode {
    /** Create or upgrade it. */
    MIGRATE,
    /** Change nothing; fail if it is missing or older than this version needs. */
    VALIDATE,
    /** Neither change nor look: somebody else takes care of it. */
    NONE
}
