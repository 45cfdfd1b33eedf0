/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.SpoolStats;
import io.waymark.analytics.track.accept.IngestCounters;
import io.waymark.analytics.track.spool.Spool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Starts and stops the writer, the spooler, and one thread for each hook after ingest. All threads are daemons. */
final class WriterThreads {

    private static final String PREFIX = "analytics-";
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);
    private static final Duration LAST_CALL = Duration.ofSeconds(5);

    private final Dispatcher dispatcher;
    private final BatchWriter batches;
    private final IngestSettings settings;
    private final IngestCounters counters;
    private final List<AfterIngest> afterIngest;
    private @Nullable Running running;
    private volatile @Nullable Spool spool;

    WriterThreads(
            Dispatcher dispatcher,
            BatchWriter batches,
            IngestSettings settings,
            IngestCounters counters,
            List<AfterIngest> afterIngest) {
        this.dispatcher = dispatcher;
        this.batches = batches;
        this.settings = settings;
        this.counters = counters;
        this.afterIngest = afterIngest;
    }

    private record Running(Thread writer, @Nullable Thread spooler, List<Thread> hooks, CountDownLatch abandon) {}

    synchronized void start() {
        if (running != null) {
            return;
        }
        CountDownLatch abandon = new CountDownLatch(1);
        Spool opened = settings.spool().enabled() ? Spool.open(settings.spool()) : null;
        spool = opened;
        dispatcher.open(opened);
        List<Thread> hooks = new ArrayList<>();
        for (AfterIngest hook : afterIngest) {
            hook.open();
            hooks.add(daemon("after-ingest-" + hook.name(), hook));
        }
        EventWriter writer =
                new EventWriter(dispatcher, opened, batches, settings.batchSize(), counters, afterIngest, abandon);
        Thread spooler = opened == null
                ? null
                : daemon(
                        "spooler",
                        new Spooler(dispatcher, opened, settings.spool().after(), counters));
        running = new Running(daemon("writer", writer), spooler, hooks, abandon);
    }

    synchronized void stop() {
        dispatcher.close();
        Running present = running;
        if (present == null) {
            return;
        }
        long deadline = System.nanoTime() + settings.drainTimeout().toNanos();
        if (!join(present.writer(), deadline)) {
            present.abandon().countDown();
        }
        dispatcher.callLast();
        if (present.spooler() != null) {
            join(present.spooler(), System.nanoTime() + LAST_CALL.toNanos());
        }
        join(present.writer(), System.nanoTime() + LAST_MOMENT.toNanos());
        for (Pending lost : dispatcher.leftovers()) {
            counters.lost(DropReasons.STOPPED, "the application stopped before the database took it", null);
            lost.fail("The application is stopping");
        }
        if (spool != null) {
            spool.close();
        }
        afterIngest.forEach(AfterIngest::close);
        for (Thread hook : present.hooks()) {
            if (!join(hook, deadline)) {
                hook.interrupt();
            }
        }
        afterIngest.forEach(AfterIngest::discard);
        running = null;
    }

    SpoolStats spoolStats() {
        Spool present = spool;
        return present == null ? SpoolStats.NONE : present.stats();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, PREFIX + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static boolean join(Thread thread, long deadline) {
        long millis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
