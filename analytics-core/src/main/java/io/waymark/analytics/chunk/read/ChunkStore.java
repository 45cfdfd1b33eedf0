/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.ChunkStatus;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.EventColumnsSource;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.DamagedChunkException;
import io.waymark.analytics.chunk.table.DayPeople;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRun;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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
    private static final int IDLE_SECONDS = 10;
    private static final int BYTES_AT_ONCE = 1 << 20;

    private static final String STATUS = """
            select (select case when is_called then last_value else 0 end from {schema}.event_seq) - p.seq as waiting,
                   p.reached_at, c.chunks, c.events, pg_total_relation_size('{schema}.chunk')
                     + pg_total_relation_size('{schema}.chunk_column') as bytes,
                   (select count(*) from {schema}.chunk_damage where not lost) as damaged,
                   (select count(*) from {schema}.chunk_damage where lost) as lost
            from {schema}.chunk_progress p,
                 (select count(*) as chunks, coalesce(sum(events), 0) as events from {schema}.chunk) c
            where p.id = 1
            """;

    private final AnalyticsDatabase database;
    private final ChunkSettings settings;
    private final Clock clock;
    private final ChunkCache cache;
    private final AskedProperties asked;
    private final int bytesAtOnce;
    private final Map<Long, ChunkRow> damaged = new ConcurrentHashMap<>();
    private final AtomicLong damages = new AtomicLong();
    private final Executor background;

    /**
     * Reads chunks and events.
     *
     * @param database where they are
     * @param settings how much may be kept in memory
     * @param clock tells the time
     */
    public ChunkStore(AnalyticsDatabase database, ChunkSettings settings, Clock clock) {
        this(database, settings, clock, BYTES_AT_ONCE, background());
    }

    /** As the other; reads about so many bytes with one statement, and ahead with these threads. */
    ChunkStore(AnalyticsDatabase database, ChunkSettings settings, Clock clock, int bytesAtOnce, Executor background) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.cache = new ChunkCache(settings.cacheBytes());
        this.asked = new AskedProperties(database, clock);
        this.bytesAtOnce = bytesAtOnce;
        this.background = background;
    }

    /** As many threads as there are reports that read ahead. */
    private static Executor background() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "waymark-chunks-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public <T> Optional<T> read(AppId app, NeededProperties needed, Function<EventColumns, T> report) {
        if (!TransactionSynchronizationManager.hasResource(database.dataSource())) {
            throw new IllegalStateException("Columns are read within AnalyticsDatabase.report");
        }
        if (!needed.isEmpty()) {
            asked.add(needed);
        }
        try (ReportConnection connection = new ReportConnection(database, background, bytesAtOnce)) {
            Optional<Snapshot> snapshot = Snapshot.take(connection, app.value(), settings.maxTail(), needed);
            return snapshot.flatMap(found -> read(connection, found, needed, report));
        }
    }

    private <T> Optional<T> read(
            ReportConnection connection, Snapshot snapshot, NeededProperties needed, Function<EventColumns, T> report) {
        ReportRun run = Objects.requireNonNull(database.currentReport());
        long taken = run.taken();
        for (int attempt = 1; ; attempt++) {
            try {
                StoredColumns columns = new StoredColumns(connection, cache, snapshot, damaged, this::notice);
                return columns.know(needed) ? Optional.of(report.apply(columns)) : Optional.empty();
            } catch (RuntimeException e) {
                run.take(taken - run.taken());
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
        log.error(
                "{}; it is made again, and until then its events taken from the event table, if they have not been purged",
                damage.getMessage());
        afterReport(() -> note(damage));
    }

    /** The report makes do with the chunks of that day. */
    private void notice(DayPeople people) {
        log.error(
                "What is known of all people of {} cannot be read (row {} of chunk_people); it is put together again",
                people.day(),
                people.id());
        afterReport(() -> forget(people));
    }

    /** A report cannot write, and its connection may be the only one to be had. */
    private void afterReport(Runnable work) {
        Objects.requireNonNull(database.currentReport()).afterwards(work);
    }

    private void forget(DayPeople people) {
        try {
            database.transaction().executeWithoutResult(status -> ChunkChanges.forget(database, people));
        } catch (RuntimeException e) {
            log.warn("Row {} of chunk_people cannot be deleted", people.id(), e);
        }
    }

    private void note(DamagedChunkException damage) {
        try {
            database.transaction().executeWithoutResult(status -> ChunkChanges.note(database, damage, clock.instant()));
        } catch (RuntimeException e) {
            log.warn(
                    "Chunk {} cannot be marked to be made again", damage.chunk().id(), e);
            damaged.remove(damage.chunk().id());
        }
    }

    /** {@return how the chunks of all apps stand} */
    public ChunkStatus status() {
        return database.sql(STATUS)
                .query((row, number) -> {
                    OffsetDateTime reachedAt = row.getObject("reached_at", OffsetDateTime.class);
                    return new ChunkStatus(
                            row.getLong("waiting"),
                            reachedAt == null ? null : reachedAt.toInstant(),
                            row.getLong("chunks"),
                            row.getLong("events"),
                            row.getLong("bytes"),
                            row.getLong("damaged"),
                            row.getLong("lost"),
                            damagesNoticed(),
                            cacheHits(),
                            cacheMisses());
                })
                .single();
    }

    /** {@return how many chunks this instance could not read since it started} */
    public long damagesNoticed() {
        return damages.get();
    }

    /** {@return how often this instance found something in memory} */
    public long cacheHits() {
        return cache.stats().hitCount();
    }

    /** {@return how often it had to read it from the database} */
    public long cacheMisses() {
        return cache.stats().missCount();
    }
}
