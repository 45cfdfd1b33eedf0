/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.actuate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.waymark.analytics.chunk.read.ChunkStore;

/** Measures how an instance reads chunks. */
final class ChunkMetrics implements MeterBinder {

    private final ChunkStore chunks;

    ChunkMetrics(ChunkStore chunks) {
        this.chunks = chunks;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("analytics.chunks.damaged", chunks, ChunkStore::damagesNoticed)
                .description("Chunks that could not be read")
                .baseUnit("chunks")
                .register(registry);
        FunctionCounter.builder("analytics.chunks.cache.gets", chunks, ChunkStore::cacheHits)
                .description("What reports found in memory, or had to read")
                .tag("result", "hit")
                .register(registry);
        FunctionCounter.builder("analytics.chunks.cache.gets", chunks, ChunkStore::cacheMisses)
                .description("What reports found in memory, or had to read")
                .tag("result", "miss")
                .register(registry);
    }
}
