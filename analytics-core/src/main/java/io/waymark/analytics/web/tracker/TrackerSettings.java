/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

/** What can be configured about the tracker. */
public interface TrackerSettings {

    /** The default of {@link #maxBodyBytes()}. */
    int DEFAULT_MAX_BODY_BYTES = 256 * 1024;

    /** {@return how long the body of a request may be} */
    default int maxBodyBytes() {
        return DEFAULT_MAX_BODY_BYTES;
    }
}
