/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

/** What can be configured about the HTTP API. */
public interface ApiSettings {

    /** The default of {@link #maxBodyBytes()}. */
    int DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

    /** The default of {@link #maxBatchSize()}. */
    int DEFAULT_MAX_BATCH_SIZE = 100;

    /** {@return how long the body of a request may be, also after inflating} */
    default int maxBodyBytes() {
        return DEFAULT_MAX_BODY_BYTES;
    }

    /** {@return how many events may come in one request} */
    default int maxBatchSize() {
        return DEFAULT_MAX_BATCH_SIZE;
    }
}
