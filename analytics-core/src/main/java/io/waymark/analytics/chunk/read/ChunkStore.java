/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.EventColumnsSource;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.DamagedChunkException;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The columns of events in chunks, together with the events that are in no chunk yet.
 *
 * <p>A chunk that cannot be read is logged, its events are taken from the event table, and the next rollup makes it
 * again. Safe for use by many threads.
 */
public final class ChunkStore implements EventColumnsSource {

    private static final Logger log = LoggerFactory.getLogger(ChunkStore.class);
    private static final int MAX_ATTEMPTS = 100;
    private static final int MAX_KNOWN_DAMAGES = 1_000;

    private final AnalyticsDatabase database;
    private final ChunkSettings settings;
    private final Clock clock;
    private final ChunkCache cache;
    private final Map<Long, ChunkRow> damaged = new ConcurrentHashMap<>();
    private final AtomicLong damages = new AtomicLong();

    /**
     * Reads chunks and events.
     *
     * @param database where they are
     * @param settings how much may be kept in memory
     * @param clock tells the time
     */
    public ChunkStore(AnalyticsDatabase database, ChunkSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.cache = new ChunkCache(settings.cacheBytes());
    }

    @Override
    public <T> Optional<T> read(AppId app, Function<EventColumns, T> report) {
        if (!TransactionSynchronizationManager.hasResource(database.dataSource())) {
            throw new IllegalStateException("Columns are read within AnalyticsDatabase.report");
        }
        try (ReportConnection connection = new ReportConnection(database)) {
            Optional<Snapshot> snapshot = Snapshot.take(connection, app.value(), settings.maxTail());
            return snapshot.map(found -> read(connection, found, report));
        }
    }

    private <T> T read(ReportConnection connection, Snapshot snapshot, Function<EventColumns, T> report) {
        for (int attempt = 1; ; attempt++) {
            try {
                return report.apply(new StoredColumns(connection, cache, snapshot, damaged));
            } catch (RuntimeException e) {
                DamagedChunkException damage = damageIn(e);
                if (damage == null || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                notice(damage);
            }
        }
    }

    private static @Nullable DamagedChunkException damageIn(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DamagedChunkException damage) {
                return damage;
            }
        }
        return null;
    }

    private void notice(DamagedChunkException damage) {
        if (damaged.size() >= MAX_KNOWN_DAMAGES) {
            damaged.clear();
        }
        if (damaged.put(damage.chunk().id(), damage.chunk()) != null) {
            return;
        }
        damages.incrementAndGet();
        log.error("{}; its events are taken from the event table until it has been made again", damage.getMessage());
        // A report cannot write, and its connection may be the only one to be had.
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                note(damage);
            }
        });
    }

    private void note(DamagedChunkException damage) {
        try {
            TransactionTemplate apart = database.transaction();
            apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            apart.executeWithoutResult(status -> ChunkChanges.note(database, damage, clock.instant()));
        } catch (RuntimeException e) {
            log.warn(
                    "Chunk {} cannot be marked to be made again", damage.chunk().id(), e);
            damaged.remove(damage.chunk().id());
        }
    }
}
