/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

/** What should be a chunk, or its people, cannot be read as that. */
public final class UnreadableChunkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message the reason
     */
    public UnreadableChunkException(String message) {
        super(message);
    }

    UnreadableChunkException(String message, Throwable cause) {
        super(message, cause);
    }
}
