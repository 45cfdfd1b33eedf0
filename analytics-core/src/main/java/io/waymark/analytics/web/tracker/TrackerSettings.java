/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import org.jspecify.annotations.Nullable;

/** What can be configured about the tracker. */
public interface TrackerSettings {

    /** The default of {@link #honorOptOut()}. */
    boolean DEFAULT_HONOR_OPT_OUT = true;

    /** The default of {@link #maxBodyBytes()}. */
    int DEFAULT_MAX_BODY_BYTES = 256 * 1024;

    /** {@return whether browsers that send {@code DNT: 1} or {@code Sec-GPC: 1} are left alone} */
    default boolean honorOptOut() {
        return DEFAULT_HONOR_OPT_OUT;
    }

    /** {@return how long the body of a request may be} */
    default int maxBodyBytes() {
        return DEFAULT_MAX_BODY_BYTES;
    }

    /**
     * {@return a key that opens only the door for what browsers send, to the default app, and so may be read by everybody;
     * {@code null} for none}
     */
    default @Nullable String writeKey() {
        return null;
    }
}
