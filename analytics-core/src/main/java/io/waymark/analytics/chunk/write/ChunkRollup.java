/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.PropertyWishes;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.job.Job;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes new events into chunks.
 *
 * <ol>
 *   <li>With the writers' lock to itself for a moment, it learns up to which number, in the order of ingest, all events
 *       are committed, and who has become somebody else by then.
 *   <li>The events after the last one that is in a chunk, up to that number, are read once, some hundred thousand at a
 *       time, and become chunks of their own; in the same transaction the progress is noted. So none is left out and none
 *       is taken twice, in whatever order and by whomever they were stored, and wherever a rollup is interrupted.
 *   <li>Chunks with events of people who have become others are replaced, and these merges marked as done.
 *   <li>Chunks that could not be read are made again, as are some that lack the columns of properties that reports have
 *       come to ask for; small ones are compacted, old ones deleted.
 * </ol>
 *
 * <p>Whoever changes chunks locks the row of the progress: rollups of several instances wait for each other. What this
 * costs goes by the number of new events, whatever days they are of.
 */
public final class ChunkRollup implements Job {

    /** The name of the job. */
    public static final String NAME = "chunks";

    private static final long STEP = 500_000;

    private static final String PROGRESS = """
            select p.seq, p.reached_at, exists (select from {schema}.merged_person where not chunked) as merges,
                   (select coalesce(max(id), 0) from {schema}.chunk_property) as last_property
            from {schema}.chunk_progress p where p.id = 1
            """;

    private final AnalyticsDatabase database;
    private final ChunkSettings settings;
    private final Clock clock;
    private final NewEvents newEvents;
    private final MergedChunks mergedChunks;
    private final WantedProperties wanted;
    private final ChunkRepair repair;
    private final MissingColumns missing;
    private final Compaction compaction;
    private final PeopleOfDays peopleOfDays;
    private final OldChunks oldChunks;
    private volatile Instant tidiedAt = Instant.EPOCH;
    private volatile long tidiedProperty;

    /**
     * Rolls up the events of all apps.
     *
     * @param database where events and chunks are
     * @param settings how often
     * @param clock tells how old events are
     */
    public ChunkRollup(AnalyticsDatabase database, ChunkSettings settings, Clock clock) {
        this(database, settings, List.of(), clock);
    }

    /**
     * Rolls up the events of all apps, with columns of the properties that reports ask for.
     *
     * @param database where events and chunks are
     * @param settings how often, and which properties
     * @param wishes tell what reports will ask for
     * @param clock tells how old events are
     */
    public ChunkRollup(AnalyticsDatabase database, ChunkSettings settings, List<PropertyWishes> wishes, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.newEvents = new NewEvents(database);
        this.mergedChunks = new MergedChunks(database);
        this.wanted = new WantedProperties(database, settings, wishes, clock);
        this.repair = new ChunkRepair(database, wanted, clock);
        this.missing = new MissingColumns(database, wanted, repair, clock);
        this.compaction = new Compaction(database, wanted, clock);
        this.peopleOfDays = new PeopleOfDays(database, clock);
        this.oldChunks = new OldChunks(database, settings.purgeAfter(), clock);
    }

    private record Progress(long seq, @Nullable OffsetDateTime reachedAt, boolean merges, long lastProperty) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration interval() {
        return settings.interval();
    }

    /**
     * Writes new events into chunks if they are many, or have waited long enough; tidies up afterwards, when that was long
     * ago, or when a report has asked for a property for the first time.
     *
     * @return the number of events
     */
    @Override
    public long run() {
        repair.repair();
        Progress progress = progress();
        long done = isWorthwhile(progress) ? catchUp() : 0;
        if (done > 0
                || progress.lastProperty() != tidiedProperty
                || !clock.instant().isBefore(tidiedAt.plus(settings.maxDelay()))) {
            tidyUp();
        }
        return done;
    }

    /**
     * Writes all new events into chunks, and tidies up.
     *
     * @return the number of events
     */
    public long rollUp() {
        repair.repair();
        long done = catchUp();
        tidyUp();
        return done;
    }

    /** Brings all up to date, and makes all columns that can be made. */
    void complete() {
        rollUp();
        missing.addAll();
    }

    /** Makes chunks again from the events. */
    ChunkRepair repair() {
        return repair;
    }

    /** What it keeps by columns. */
    WantedProperties wanted() {
        return wanted;
    }

    private void tidyUp() {
        wanted.ask();
        tidiedProperty = progress().lastProperty();
        missing.add();
        compaction.run();
        oldChunks.delete();
        peopleOfDays.run();
        tidiedAt = clock.instant();
    }

    /**
     * Makes all chunks again of events that have not been purged. Reports are answered from the event table until it has
     * finished, if the events are many.
     *
     * @return the number of events
     */
    public long rebuild() {
        repair.reset();
        return rollUp();
    }

    private Progress progress() {
        return database.sql(PROGRESS)
                .query((row, number) -> new Progress(
                        row.getLong("seq"),
                        row.getObject("reached_at", OffsetDateTime.class),
                        row.getBoolean("merges"),
                        row.getLong("last_property")))
                .single();
    }

    private boolean isWorthwhile(Progress progress) {
        long waiting = QuietMoment.lastSeq(database) - progress.seq();
        if (waiting >= settings.batchSize()) {
            return true;
        }
        boolean longAgo = progress.reachedAt() == null
                || !clock.instant().isBefore(progress.reachedAt().toInstant().plus(settings.maxDelay()));
        return longAgo && (waiting > 0 || progress.merges());
    }

    private long catchUp() {
        long done = 0;
        boolean more = true;
        while (more) {
            Progress progress = progress();
            if (!progress.merges() && progress.seq() == QuietMoment.lastSeq(database)) {
                break;
            }
            QuietMoment moment = QuietMoment.await(database);
            PendingMerges merges = PendingMerges.of(moment.merges());
            long step = step(moment.seq(), merges);
            while (step >= 0) {
                done += step;
                step = step(moment.seq(), merges);
            }
            if (!moment.merges().isEmpty()) {
                mergedChunks.rewrite(moment, clock.instant());
                repair.repair();
            }
            more = moment.merges().size() == QuietMoment.MAX_MERGES;
        }
        return done;
    }

    /** Returns how many events it has taken; negative if there was nothing left to do. */
    private long step(long until, PendingMerges merges) {
        return Objects.requireNonNull(database.transaction().execute(status -> {
            ChunkChanges changes = ChunkChanges.begin(database, clock.instant());
            if (changes.seq() >= until) {
                return -1L;
            }
            long to = Math.min(until, changes.seq() + STEP);
            NewChunks chunks = new NewChunks(database, wanted);
            newEvents.read(changes.seq(), to, merges, chunks);
            Map<Integer, Long> counts = chunks.write(changes, false);
            counts.forEach(changes::count);
            changes.finish(to);
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }));
    }
}
