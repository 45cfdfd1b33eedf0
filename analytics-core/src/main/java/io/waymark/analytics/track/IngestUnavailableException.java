/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

/** Events could not be stored now and may be sent again later. At the HTTP API it becomes a 503 with Retry-After. */
public class IngestUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message why, as a sentence
     */
    public IngestUnavailableException(String message) {
        super(message);
    }
}
