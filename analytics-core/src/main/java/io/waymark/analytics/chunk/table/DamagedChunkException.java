/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.table;

import io.waymark.analytics.chunk.pack.UnreadableChunkException;

/** A chunk cannot be read: it was damaged, or written in a layout that this version does not know. */
public final class DamagedChunkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ChunkRow chunk;

    /**
     * Names the chunk.
     *
     * @param chunk which
     * @param reason what is wrong with it
     */
    public DamagedChunkException(ChunkRow chunk, UnreadableChunkException reason) {
        super("Chunk " + chunk.id() + " cannot be read: " + reason.getMessage(), reason);
        this.chunk = chunk;
    }

    /** {@return the chunk} */
    public ChunkRow chunk() {
        return chunk;
    }
}
