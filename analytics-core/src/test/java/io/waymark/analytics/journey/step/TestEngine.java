/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.EventColumnsSource;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.ColumnMemory;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Threads without columns. */
public final class TestEngine {

    private TestEngine() {}

    /** Cuts every bucket, and remembers as much as usual. */
    public static ColumnEngine create() {
        return create(ColumnMemory.defaultBytes());
    }

    /** Cuts every bucket, and remembers as much as usual, little, or nothing. */
    public static ColumnEngine random(Random random) {
        return create(random.nextInt(4) > 0 ? ColumnMemory.defaultBytes() : random.nextInt(20_000));
    }

    /** Cuts every bucket, and remembers so many bytes. */
    public static ColumnEngine create(long memory) {
        return new ColumnEngine(
                new EventColumnsSource() {
                    @Override
                    public <T> Optional<T> read(AppId app, NeededProperties needed, Function<EventColumns, T> report) {
                        return Optional.empty();
                    }
                },
                2,
                0,
                new ColumnMemory(memory));
    }
}
