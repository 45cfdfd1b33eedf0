/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.accept.IngestCounters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes: takes whatever is queued, up to a batch, into one transaction, and the next batch when
 * that has been committed. There is no waiting for a batch to fill: the more is going on, the larger batches become.
 *
 * <ol>
 *   <li>The database is away, or chose this transaction to end a deadlock: the batch is written again, after a while,
 *       until it is or the application stops.
 *   <li>Anything else: what is remembered of the database is forgotten and the batch written once more; then it is
 *       halved, and each half written, until the event that is the cause is alone and dropped.
 * </ol>
 */
final class EventWriter implements Runnable {

    private static final long MAX_BATCH_BYTES = 16L * 1024 * 1024;

    private final EventQueue queue;
    private final BatchWriter batches;
    private final int batchSize;
    private final IngestCounters counters;
    private final List<AfterIngest> afterIngest;
    private final CountDownLatch abandon;
    private final Backoff backoff;

    EventWriter(
            EventQueue queue,
            BatchWriter batches,
            int batchSize,
            IngestCounters counters,
            List<AfterIngest> afterIngest,
            CountDownLatch abandon) {
        this.queue = queue;
        this.batches = batches;
        this.batchSize = batchSize;
        this.counters = counters;
        this.afterIngest = afterIngest;
        this.abandon = abandon;
        this.backoff = new Backoff(abandon);
    }

    private record Part(List<Pending> events, boolean inDoubt, boolean refreshed) {

        Part stillWanted() {
            return new Part(
                    events.stream().filter(event -> !event.isAbandoned()).toList(), inDoubt, refreshed);
        }
    }

    @Override
    public void run() {
        for (List<Pending> batch = next(); !batch.isEmpty(); batch = next()) {
            Deque<Part> parts = new ArrayDeque<>();
            parts.push(new Part(batch, false, false));
            while (!parts.isEmpty()) {
                Part part = parts.pop();
                Part wanted = part.stillWanted();
                for (int i = wanted.events().size(); i < part.events().size(); i++) {
                    counters.dropped(DropReasons.CALLER_GAVE_UP);
                }
                write(wanted, parts);
            }
        }
    }

    private List<Pending> next() {
        return queue.take(batchSize, MAX_BATCH_BYTES);
    }

    private void write(Part part, Deque<Part> parts) {
        if (part.events().isEmpty()) {
            return;
        }
        if (abandon.getCount() == 0) {
            part.events().forEach(this::abandon);
            return;
        }
        try {
            settle(
                    part,
                    batches.write(part.events().stream().map(Pending::event).toList()));
            backoff.reset();
        } catch (Throwable e) {
            recover(part, e, parts);
        }
    }

    private void recover(Part part, Throwable failure, Deque<Part> parts) {
        WriteFailure kind = WriteFailure.of(failure);
        List<Pending> events = part.events();
        if (kind != WriteFailure.DATA) {
            counters.writeFailed(failure);
            parts.push(new Part(events, part.inDoubt() || kind == WriteFailure.RETRY_IN_DOUBT, part.refreshed()));
            backoff.await();
        } else if (!part.refreshed()) {
            batches.forget();
            parts.push(new Part(events, part.inDoubt(), true));
        } else if (events.size() > 1) {
            int half = events.size() / 2;
            parts.push(new Part(events.subList(half, events.size()), part.inDoubt(), true));
            parts.push(new Part(events.subList(0, half), part.inDoubt(), true));
        } else {
            drop(events.get(0), DropReasons.REFUSED, failure);
        }
    }

    private void settle(Part part, Written written) {
        List<Pending> events = part.events();
        int stored = written.stored().cardinality();
        int purged = written.purged().cardinality();
        counters.committed(stored, events.size() - stored - purged);
        for (int i = 0; i < events.size(); i++) {
            if (written.purged().get(i)) {
                counters.dropped(DropReasons.PURGED);
                events.get(i).settle(IngestOutcome.dropped(DropReasons.PURGED));
            } else {
                events.get(i).settle(IngestOutcome.recorded());
            }
        }
        written.refusals().forEach(refusal -> counters.mergeRefused(refusal.reason()));
        // Of a batch that may have been committed at an earlier attempt, nobody knows which events were new.
        List<Pending> news = events;
        if (!part.inDoubt()) {
            news = written.stored().stream().mapToObj(events::get).toList();
        }
        for (AfterIngest hook : afterIngest) {
            hook.offer(news.stream().map(event -> event.event().event()).toList());
        }
    }

    private void drop(Pending event, String reason, @Nullable Throwable cause) {
        counters.lost(
                reason,
                "'" + event.event().event().name() + "' " + event.event().eventId(),
                cause);
        event.settle(IngestOutcome.dropped(reason));
    }

    private void abandon(Pending event) {
        counters.lost(DropReasons.STOPPED, "the application stopped before the database took it", null);
        event.fail("The application is stopping");
    }
}
