/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.actuate;

import io.waymark.analytics.chunk.ChunkStatus;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.write.ChunkRollup;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Shows how the chunks stand, and makes them again. */
@Endpoint(id = "analyticschunks")
public final class AnalyticsChunksEndpoint {

    private final ChunkStore chunks;
    private final @Nullable ChunkRollup rollup;

    AnalyticsChunksEndpoint(ChunkStore chunks, @Nullable ChunkRollup rollup) {
        this.chunks = chunks;
        this.rollup = rollup;
    }

    /** {@return how the chunks of all apps stand} */
    @ReadOperation
    public ChunkStatus status() {
        return chunks.status();
    }

    /**
     * Makes all chunks again of events that have not been purged.
     *
     * @return how they stand then
     */
    @WriteOperation
    public ChunkStatus rebuild() {
        if (rollup == null) {
            throw new IllegalStateException("This instance runs no jobs (analytics.jobs.enabled=false)");
        }
        rollup.rebuild();
        return chunks.status();
    }
}
