/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.IngestStats;
import io.waymark.analytics.track.IngestUnavailableException;
import io.waymark.analytics.track.accept.Acceptance;
import io.waymark.analytics.track.accept.Admission;
import io.waymark.analytics.track.accept.Failures;
import io.waymark.analytics.track.accept.IngestCounters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way into the store: acceptance on the caller's thread, a bounded queue, and one thread that writes.
 *
 * <p>Events are accepted from the beginning, written while the pipeline is started, and refused once it has been
 * stopped. Several pipelines, in one process or many, may write into one database.
 */
public final class IngestPipeline implements Ingest {

    private final IngestSettings settings;
    private final Clock clock;
    private final IngestCounters counters;
    private final Acceptance acceptance;
    private final EventQueue queue;
    private final WriterThreads threads;

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
        this.clock = clock;
        this.counters = new IngestCounters(clock);
        this.acceptance = new Acceptance(settings, extensions, counters, clock);
        this.queue = new EventQueue(settings.queueCapacity(), settings.queueBytes());
        List<AfterIngest> afterIngest = extensions.afterHooks().stream()
                .map(hook -> new AfterIngest(hook, settings.afterIngestCapacity(), counters))
                .toList();
        BatchWriter batches = new BatchWriter(database, settings, extensions.projections());
        this.threads = new WriterThreads(queue, batches, settings, counters, afterIngest);
    }

    /** Starts to write. May be called again after {@link #stop()}. */
    public void start() {
        threads.start();
    }

    /** Refuses further events, writes what is queued, as far as {@link IngestSettings#drainTimeout()} allows. */
    public void stop() {
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
                pending.add(new Pending(admission.accepted(), receipt, i));
            }
        }
        if (!pending.isEmpty()) {
            EventQueue.Offer offer = queue.offer(pending);
            if (offer != EventQueue.Offer.TAKEN) {
                pending.forEach(event -> counters.dropped(reason(offer)));
                throw new IngestUnavailableException(
                        offer == EventQueue.Offer.FULL
                                ? "Too many events are waiting to be written"
                                : "The application is stopping");
            }
        }
        return receipt.await(settings.commitTimeout());
    }

    @Override
    public void enqueue(AppId app, Event event) {
        try {
            Admission admission = acceptance.admit(app, event);
            if (admission.accepted() == null) {
                IngestOutcome refusal = refused(admission);
                counters.explain(refusal, event);
                return;
            }
            EventQueue.Offer offer = queue.offer(Pending.unattended(admission.accepted()));
            if (offer != EventQueue.Offer.TAKEN) {
                counters.lost(reason(offer), "'" + event.name() + "'", null);
            }
        } catch (Throwable e) {
            Failures.rethrowIfFatal(e);
            counters.lost(DropReasons.FAILED, "acceptance failed", e);
        }
    }

    @Override
    public void countDropped(String reason) {
        counters.dropped(reason);
    }

    @Override
    public IngestStats stats() {
        Instant oldest = queue.oldest();
        IngestCounters.@Nullable Trouble trouble = counters.lastTrouble();
        return new IngestStats(
                queue.size(),
                settings.queueCapacity(),
                oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant()),
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

    private static String reason(EventQueue.Offer offer) {
        return offer == EventQueue.Offer.FULL ? DropReasons.QUEUE_FULL : DropReasons.STOPPED;
    }
}
