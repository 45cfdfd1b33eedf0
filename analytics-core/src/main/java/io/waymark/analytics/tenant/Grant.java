/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

/** What somebody may do with an app. */
public enum Grant {
    /** Send events. */
    INGEST,
    /** Ask for reports and definitions. */
    READ,
    /** Change definitions. */
    MANAGE
}
