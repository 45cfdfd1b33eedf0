/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.EventColumnsSource;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** The columns of all events and properties of a database, which have to answer what they are asked. */
public final class AnsweringColumns implements AutoCloseable {

    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final ChunkRollup rollup;
    private final ColumnEngine engine;

    private AnsweringColumns(AnalyticsDatabase database, ChunkSettings settings) {
        this.rollup = new ChunkRollup(database, settings, Clock.systemUTC());
        this.engine = new ColumnEngine(new Counting(new ChunkStore(database, settings, Clock.systemUTC())), 2);
        rollup.rollUp();
    }

    /** Writes the columns. */
    public static AnsweringColumns of(AnalyticsDatabase database) {
        Set<String> keys =
                new HashSet<>(database.sql("select distinct jsonb_object_keys(properties) from {schema}.event")
                        .query(String.class)
                        .list());
        keys.add(ChunkSettings.AUTOMATIC);
        return new AnsweringColumns(database, new ChunkSettings() {
            @Override
            public Set<String> properties() {
                return keys;
            }
        });
    }

    /**
     * Asks questions of the columns, and fails if they do not answer all of them, once they were made of the properties
     * that are asked for the first time.
     */
    public void answer(Consumer<ColumnEngine> questions) {
        if (!areAnswered(questions)) {
            rollup.rollUp();
            assertThat(areAnswered(questions)).as("columns answer").isTrue();
        }
    }

    private boolean areAnswered(Consumer<ColumnEngine> questions) {
        answers.set(0);
        failures.set(0);
        questions.accept(engine);
        return answers.get() > 0 && failures.get() == 0;
    }

    @Override
    public void close() {
        engine.close();
    }

    private final class Counting implements EventColumnsSource {

        private final EventColumnsSource source;

        Counting(EventColumnsSource source) {
            this.source = source;
        }

        @Override
        public <T> Optional<T> read(AppId app, NeededProperties needed, Function<EventColumns, T> report) {
            failures.incrementAndGet();
            Optional<T> answer = source.read(app, needed, report);
            if (answer.isPresent()) {
                failures.decrementAndGet();
                answers.incrementAndGet();
            }
            return answer;
        }
    }
}
