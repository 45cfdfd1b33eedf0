/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.job.JobLock;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/**
 * Imports events from files, through the door of all events.
 *
 * <ol>
 *   <li>One instance at a time imports a source, by an advisory lock. An import that stopped goes on after the last line
 *       it finished; one that came to its end begins anew.
 *   <li>Rows are read in order, and sent in batches, each after the other: events of one instant keep their order. An
 *       event without an id gets one made from the name of the source, its line number and its line, so that a file
 *       counts once however often it is imported.
 *   <li>What is wrong with a row is noted, and the next is read. While events cannot be stored, the import waits.
 *   <li>After each batch it is written down how far the import is.
 * </ol>
 *
 * <p>Safe for use by many threads. Runs on the thread of its caller, with one connection of its own for the lock.
 */
public final class Imports {

    private static final Logger log = LoggerFactory.getLogger(Imports.class);
    private static final int BATCH_SIZE = 500;
    private static final int MAX_ROWS_BETWEEN_BATCHES = 10_000;
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(23);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Ingest ingest;
    private final ImportRuns runs;
    private final JobLock lock;
    private final Clock clock;

    /**
     * Imports into a store.
     *
     * @param database where it is noted how far imports are
     * @param ingest takes the events
     * @param clock tells when imports come along, and which times lie in the future
     */
    public Imports(AnalyticsDatabase database, Ingest ingest, Clock clock) {
        this.ingest = ingest;
        this.runs = new ImportRuns(database, clock);
        this.lock = new JobLock(database);
        this.clock = clock;
    }

    /** {@return the imports there have been} */
    public ImportRuns runs() {
        return runs;
    }

    /**
     * Notes that a source is to be imported.
     *
     * @param app the app that gets the events
     * @param source where they are
     * @param format how they are written
     * @return the import, new, or the one of this source that stopped before its end
     * @throws java.io.UncheckedIOException if the source cannot be read
     */
    public ImportRun prepare(AppId app, ImportSource source, ImportFormat format) {
        return runs.open(app, source.name(), format.name(), source.fingerprint());
    }

    /**
     * Imports a source, or goes on with it. Ends early, with {@link ImportState#INTERRUPTED}, when the thread is
     * interrupted; the thread stays so.
     *
     * @param app the app that gets the events
     * @param source where they are
     * @param format how they are written
     * @param listener is told how it comes along
     * @return what became of it
     * @throws ImportInProgressException if the source is being imported already
     * @throws java.io.UncheckedIOException if the source cannot be opened
     */
    public ImportRun run(AppId app, ImportSource source, ImportFormat format, ImportListener listener) {
        String key = "import." + app.value() + "." + source.name() + "." + source.fingerprint();
        return lock.tryWith(key, () -> work(app, source, format, listener))
                .orElseThrow(() -> new ImportInProgressException(source.name()));
    }

    /** Notes that an import that waited will not begin. */
    void interrupted(ImportRun run) {
        end(new ImportProgress(run), ImportState.INTERRUPTED, "The application stopped before it began");
    }

    private ImportRun work(AppId app, ImportSource source, ImportFormat format, ImportListener listener) {
        ImportProgress progress = new ImportProgress(prepare(app, source, format));
        try (ImportLines lines = new ImportLines(source.content().open())) {
            ImportFormat.Rows rows = format.open(lines);
            save(progress, ImportState.RUNNING);
            List<ImportRow> batch = new ArrayList<>();
            int waiting = 0;
            for (ImportRow row = rows.next(); row != null; row = rows.next()) {
                if (row.last() <= progress.lines()) {
                    continue;
                }
                batch.add(row);
                waiting += row.event() == null ? 0 : 1;
                if (waiting == BATCH_SIZE || batch.size() == MAX_ROWS_BETWEEN_BATCHES) {
                    settle(app, source.name(), batch, progress);
                    batch.clear();
                    waiting = 0;
                    listener.progressed(save(progress, ImportState.RUNNING));
                }
            }
            settle(app, source.name(), batch, progress);
            ImportRun finished = save(progress, ImportState.FINISHED);
            listener.progressed(finished);
            return finished;
        } catch (IOException e) {
            return end(progress, ImportState.FAILED, "The file cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            ImportRun interrupted = end(progress, ImportState.INTERRUPTED, "The import was interrupted");
            Thread.currentThread().interrupt();
            return interrupted;
        } catch (RuntimeException e) {
            end(progress, ImportState.FAILED, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void settle(AppId app, String name, List<ImportRow> batch, ImportProgress progress)
            throws InterruptedException {
        List<@Nullable String> faults = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (ImportRow row : batch) {
            Event event = row.event();
            String fault = event == null ? row.fault() : faultOf(event);
            faults.add(fault);
            if (event != null && fault == null) {
                events.add(event.eventId() == null ? identified(event, name, row) : event);
            }
        }
        Iterator<IngestOutcome> outcomes =
                (events.isEmpty() ? List.<IngestOutcome>of() : patiently(() -> ingest.record(app, events))).iterator();
        for (int i = 0; i < batch.size(); i++) {
            ImportRow row = batch.get(i);
            String fault = faults.get(i);
            if (fault != null) {
                progress.rejected(row, fault);
            } else if (row.event() != null) {
                progress.settle(row, outcomes.next());
            } else {
                progress.dropped(String.valueOf(row.skipped()));
            }
        }
        if (!batch.isEmpty()) {
            progress.finished(batch.get(batch.size() - 1).last());
        }
    }

    /** Ingest would take the time of receipt instead, which is another at each import. */
    private @Nullable String faultOf(Event event) {
        Instant time = event.occurredAt();
        if (time == null) {
            return "has no time at which it happened, or none in the form of ISO 8601";
        }
        if (time.isBefore(Instant.EPOCH)) {
            return "happened before 1970";
        }
        return time.isAfter(clock.instant().plus(CLOCK_TOLERANCE)) ? "happens in the future" : null;
    }

    private static Event identified(Event event, String name, ImportRow row) {
        String identity = name + "\n" + row.first() + "\n" + row.content();
        return event.toBuilder()
                .eventId(UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private ImportRun save(ImportProgress progress, ImportState state) throws InterruptedException {
        ImportRun run = progress.run(state, null, now());
        return patiently(() -> {
            runs.save(run);
            return run;
        });
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Whoever ends early does not wait for a database that is away: the next run begins after the last line noted. */
    private ImportRun end(ImportProgress progress, ImportState state, String failure) {
        ImportRun run = progress.run(state, failure, now());
        try {
            runs.save(run);
        } catch (DataAccessException | TransactionException e) {
            log.warn("It cannot be noted how the import of '{}' ended", run.name(), e);
        }
        return run;
    }

    private static <T> T patiently(Supplier<T> attempt) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try {
                return attempt.get();
            } catch (IngestUnavailableException
                    | DataAccessResourceFailureException
                    | TransientDataAccessException
                    | CannotCreateTransactionException e) {
                log.debug("The import waits for {}", wait, e);
            }
            Thread.sleep(wait.toMillis());
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
    }
}
