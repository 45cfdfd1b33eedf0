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
import java.util.Optional;
import java.util.function.Function;

/** Threads without columns. */
public final class TestEngine {

    private TestEngine() {}

    public static ColumnEngine create() {
        return new ColumnEngine(
                new EventColumnsSource() {
                    @Override
                    public <T> Optional<T> read(AppId app, NeededProperties needed, Function<EventColumns, T> report) {
                        return Optional.empty();
                    }
                },
                2);
    }
}
