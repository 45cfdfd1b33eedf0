/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.Event;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.accept.IngestCounters;
import io.waymark.analytics.track.spool.Spool;
import io.waymark.analytics.track.spool.SpooledEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes: takes whatever is queued, up to a batch, into one transaction, and the next batch when
 * that has been committed. There is no waiting for a batch to fill: the more is going on, the larger batches become.
 *
 * <ol>
 *   <li>The database is away, or chose this transaction to end a deadlock: the batch is written again, after a while,
 *       until it is, or the spooler has put it on disk, or the application stops.
 *   <li>Anything else: what is remembered of the database is forgotten and the batch written once more; then it is
 *       halved, and each half written, until the event that is the cause is alone and dropped.
 *   <li>While events go to the spool, batches come from there; they are removed from it when they are committed.
 * </ol>
 */
final class EventWriter implements Runnable {

    private static final long MAX_BATCH_BYTES = 16L * 1024 * 1024;
    private static final int QUICK_RETRIES = 2;

    private final Dispatcher dispatcher;
    private final @Nullable Spool spool;
    private final BatchWriter batches;
    private final int batchSize;
    private final IngestCounters counters;
    private final List<AfterIngest> afterIngest;
    private final CountDownLatch abandon;
    private final Backoff backoff;
    private int failures;

    EventWriter(
            Dispatcher dispatcher,
            @Nullable Spool spool,
            BatchWriter batches,
            int batchSize,
            IngestCounters counters,
            List<AfterIngest> afterIngest,
            CountDownLatch abandon) {
        this.dispatcher = dispatcher;
        this.spool = spool;
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
        boolean more = true;
        while (more && abandon.getCount() > 0) {
            Flight flight = dispatcher.next(batchSize, MAX_BATCH_BYTES);
            more = flight != null && (flight.isReplay() ? replay(flight) : write(flight));
        }
    }

    /** Returns whether to go on; at a stop, what is in the spool waits there until the next start. */
    private boolean replay(Flight flight) {
        if (spool == null) {
            return false;
        }
        List<SpooledEvent> oldest = spool.read(batchSize, MAX_BATCH_BYTES);
        flight.remaining(oldest.stream().map(Pending::replayed).toList());
        if (spool.stats().events() <= oldest.size()) {
            dispatcher.holdSpooler();
        }
        if (!write(flight)) {
            return false;
        }
        spool.remove();
        counters.replayed(oldest.size(), spool.isEmpty());
        return true;
    }

    private boolean write(Flight flight) {
        Deque<Part> parts = new ArrayDeque<>();
        parts.push(new Part(flight.events(), false, false));
        while (!parts.isEmpty() && !flight.isSpooled()) {
            if (abandon.getCount() == 0 || flight.isReplay() && failures > 0 && dispatcher.isClosed()) {
                return false;
            }
            Part part = parts.pop();
            Part wanted = part.stillWanted();
            for (int i = wanted.events().size(); i < part.events().size(); i++) {
                counters.dropped(DropReasons.CALLER_GAVE_UP);
            }
            write(wanted, parts, flight);
            flight.remaining(
                    parts.stream().flatMap(left -> left.events().stream()).toList());
        }
        dispatcher.landed(flight);
        return true;
    }

    private void write(Part part, Deque<Part> parts, Flight flight) {
        if (part.events().isEmpty()) {
            return;
        }
        try {
            Written written =
                    batches.write(part.events().stream().map(Pending::event).toList());
            failures = 0;
            flight.answered();
            backoff.reset();
            settle(part, written, flight);
        } catch (Throwable e) {
            recover(part, e, parts, flight);
        }
    }

    private void recover(Part part, Throwable failure, Deque<Part> parts, Flight flight) {
        WriteFailure kind = WriteFailure.of(failure);
        if (kind == WriteFailure.DATA) {
            flight.answered();
        }
        List<Pending> events = part.events();
        if (kind != WriteFailure.DATA) {
            counters.writeFailed(failure);
            parts.push(new Part(events, part.inDoubt() || kind == WriteFailure.RETRY_IN_DOUBT, part.refreshed()));
            failures++;
            if (failures > QUICK_RETRIES || dispatcher.isClosed()) {
                dispatcher.urge();
            }
            backoff.await();
        } else if (!part.refreshed()) {
            batches.forget();
            parts.push(new Part(events, part.inDoubt(), true));
        } else if (events.size() > 1) {
            int half = events.size() / 2;
            parts.push(new Part(events.subList(half, events.size()), part.inDoubt(), true));
            parts.push(new Part(events.subList(0, half), part.inDoubt(), true));
        } else {
            drop(events.get(0), failure);
        }
    }

    private void settle(Part part, Written written, Flight flight) {
        List<Pending> events = part.events();
        int stored = written.stored().cardinality();
        int purged = written.purged().cardinality();
        counters.committed(stored, events.size() - stored - purged);
        written.refusals().forEach(refusal -> counters.mergeRefused(refusal.reason()));
        for (int i = 0; i < events.size(); i++) {
            if (written.purged().get(i)) {
                counters.dropped(DropReasons.PURGED);
                events.get(i).settle(IngestOutcome.dropped(DropReasons.PURGED));
            } else {
                events.get(i).settle(IngestOutcome.recorded());
            }
        }
        if (!afterIngest.isEmpty() && !flight.isSpooled()) {
            // Else the replay will tell the hooks.
            List<Event> news = news(part, written);
            afterIngest.forEach(hook -> hook.offer(news));
        }
    }

    /** Of what may have been committed at an earlier attempt, nobody knows which events were new. */
    private static List<Event> news(Part part, Written written) {
        List<Pending> events = part.events();
        return IntStream.range(0, events.size())
                .filter(i -> !written.purged().get(i))
                .filter(i -> part.inDoubt()
                        || events.get(i).inDoubt()
                        || written.stored().get(i))
                .mapToObj(i -> events.get(i).event().event())
                .toList();
    }

    private void drop(Pending event, Throwable cause) {
        counters.lost(
                DropReasons.REFUSED,
                "'" + event.event().event().name() + "' " + event.event().eventId(),
                cause);
        event.settle(IngestOutcome.dropped(DropReasons.REFUSED));
    }
}
