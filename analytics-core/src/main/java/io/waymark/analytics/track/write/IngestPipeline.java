/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Delivery;
import io.waymark.analytics.Event;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.IngestStats;
import io.waymark.analytics.track.IngestUnavailableException;
import io.waymark.analytics.track.accept.Acceptance;
import io.waymark.analytics.track.accept.AcceptedEvent;
import io.waymark.analytics.track.accept.Admission;
import io.waymark.analytics.track.accept.Failures;
import io.waymark.analytics.track.accept.IngestCounters;
import io.waymark.analytics.track.outbox.Outbox;
import io.waymark.analytics.track.outbox.OutboxRelay;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The way into the store: acceptance on the caller's thread, a bounded queue, one thread that writes, and one that puts
 * events on disk when the database does not take them.
 *
 * <p>Events are accepted from the beginning, written while the pipeline is started, and refused once it has been
 * stopped. Several pipelines, in one process or many, may write into one database.
 */
public final class IngestPipeline implements Ingest {

    /** How long a caller who does not want to wait does so for the spooler to make room in a full queue. */
    private static final Duration OVERFLOW_PATIENCE = Duration.ofMillis(100);

    private final IngestSettings settings;
    private final IngestCounters counters;
    private final Acceptance acceptance;
    private final Dispatcher dispatcher;
    private final WriterThreads threads;
    private final Outbox outbox;
    private final OutboxRelay relay;

    /**
     * Puts the way together. Events are accepted at once and written when {@link #start() started}.
     *
     * @param database where events go
     * @param settings limits and sizes
     * @param extensions who has a say on the way
     * @param clock tells when events are received
     */
    public IngestPipeline(
            AnalyticsDatabase database, IngestSettings settings, IngestExtensions extensions, Clock clock) {
        this.settings = settings;
        this.counters = new IngestCounters(clock);
        this.acceptance = new Acceptance(settings, extensions, counters, clock);
        this.dispatcher = new Dispatcher(new EventQueue(settings.queueCapacity(), settings.queueBytes()));
        List<AfterIngest> afterIngest = extensions.afterHooks().stream()
                .map(hook -> new AfterIngest(hook, settings.afterIngestCapacity(), counters))
                .toList();
        BatchWriter batches = new BatchWriter(database, settings, extensions.projections());
        this.threads = new WriterThreads(dispatcher, batches, settings, counters, afterIngest);
        this.relay = new OutboxRelay(database, this::store);
        this.outbox = new Outbox(database, relay::wake);
    }

    /** Starts to write. May be called again after {@link #stop()}. */
    public void start() {
        threads.start();
        relay.start();
    }

    /**
     * Refuses further events and writes what is queued, as far as {@link IngestSettings#drainTimeout()} allows; what is
     * left goes to the spool.
     */
    public void stop() {
        relay.stop();
        threads.stop();
    }

    @Override
    public List<IngestOutcome> record(AppId app, List<Event> events) {
        Receipt receipt = new Receipt(events.size());
        List<Pending> pending = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            Admission admission = acceptance.admit(app, events.get(i));
            if (admission.accepted() == null) {
                receipt.settle(i, refused(admission));
            } else {
                pending.add(Pending.awaited(admission.accepted(), receipt, i));
            }
        }
        if (!pending.isEmpty()) {
            Dispatcher.Offer offer = dispatcher.offer(pending, settings.commitTimeout());
            if (offer != Dispatcher.Offer.TAKEN) {
                pending.forEach(event -> counters.dropped(reason(offer)));
                throw new IngestUnavailableException(
                        offer == Dispatcher.Offer.FULL
                                ? "Too many events are waiting to be written"
                                : "The application is stopping");
            }
        }
        try {
            return receipt.await(settings.commitTimeout());
        } catch (IngestUnavailableException e) {
            dispatcher.noteRefusal();
            throw e;
        }
    }

    @Override
    public void enqueue(AppId app, Event event) {
        deliver(app, event, Delivery.ASYNC);
    }

    @Override
    public void deliver(AppId app, Event event, Delivery delivery) {
        try {
            Admission admission = acceptance.admit(app, event);
            AcceptedEvent accepted = admission.accepted();
            if (accepted == null) {
                counters.explain(refused(admission), event);
            } else if (delivery == Delivery.ASYNC) {
                enqueue(accepted);
            } else if (delivery == Delivery.TRANSACTIONAL && outbox.isInTransaction()) {
                writeInTransaction(accepted);
            } else {
                await(accepted);
            }
        } catch (Throwable e) {
            Failures.rethrowIfFatal(e);
            counters.lost(DropReasons.FAILED, "acceptance failed", e);
        }
    }

    private void enqueue(AcceptedEvent accepted) {
        Dispatcher.Offer offer = dispatcher.offer(List.of(Pending.unattended(accepted)), OVERFLOW_PATIENCE);
        if (offer != Dispatcher.Offer.TAKEN) {
            counters.lost(reason(offer), "'" + accepted.event().name() + "'", null);
        }
    }

    private void await(AcceptedEvent accepted) {
        Receipt receipt = new Receipt(1);
        Dispatcher.Offer offer =
                dispatcher.offer(List.of(Pending.awaited(accepted, receipt, 0)), settings.commitTimeout());
        if (offer != Dispatcher.Offer.TAKEN) {
            counters.lost(reason(offer), "'" + accepted.event().name() + "'", null);
        } else if (!receipt.awaitPatiently(settings.commitTimeout())) {
            counters.late(accepted.event());
        }
    }

    private void writeInTransaction(AcceptedEvent accepted) {
        try {
            outbox.write(accepted);
        } catch (SQLException e) {
            counters.outboxFailed(e);
            outbox.afterCommit(() -> enqueue(accepted));
        }
    }

    /** Stores what came from the outbox; false if that is not sure. */
    private boolean store(List<AcceptedEvent> events) {
        Receipt receipt = new Receipt(events.size());
        List<Pending> pending = IntStream.range(0, events.size())
                .mapToObj(i -> Pending.awaited(events.get(i), receipt, i))
                .toList();
        return dispatcher.offer(pending, settings.commitTimeout()) == Dispatcher.Offer.TAKEN
                && receipt.awaitPatiently(settings.commitTimeout());
    }

    @Override
    public void countDropped(String reason) {
        counters.dropped(reason);
    }

    @Override
    public IngestStats stats() {
        Dispatcher.State state = dispatcher.state();
        IngestCounters.@Nullable Trouble trouble = counters.lastTrouble();
        return new IngestStats(
                state.queued(),
                settings.queueCapacity(),
                state.oldestLag(),
                state.spooling(),
                state.refusing(),
                threads.spoolStats(),
                counters.spooled(),
                counters.replayed(),
                counters.recorded(),
                counters.duplicates(),
                counters.dropped(),
                counters.hookFailures(),
                counters.afterIngestMissed(),
                counters.writeFailures(),
                trouble == null ? null : trouble.message(),
                trouble == null ? null : trouble.at(),
                counters.lastRecordedAt(),
                counters.mergesRefused());
    }

    private IngestOutcome refused(Admission admission) {
        IngestOutcome refusal = Objects.requireNonNull(admission.refusal());
        counters.dropped(
                switch (refusal.status()) {
                    case INVALID -> DropReasons.INVALID;
                    case REJECTED ->
                        "/eventName".equals(refusal.pointer()) ? DropReasons.UNKNOWN_EVENT : DropReasons.REJECTED;
                    case DROPPED, RECORDED -> String.valueOf(refusal.reason());
                });
        return refusal;
    }

    private static String reason(Dispatcher.Offer offer) {
        return offer == Dispatcher.Offer.FULL ? DropReasons.QUEUE_FULL : DropReasons.STOPPED;
    }
}
