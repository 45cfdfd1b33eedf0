/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

/** What becomes of an event when a {@link BeforeIngestHook} fails on it. */
public enum HookFailure {
    /** The event goes on as it was before that hook. */
    PASS,
    /** The event is dropped. */
    DROP
}
