/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.accept.IngestCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Starts and stops the writer's thread and one thread for each hook after ingest. All are daemons. */
final class WriterThreads {

    private static final String PREFIX = "analytics-";
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private final EventQueue queue;
    private final BatchWriter batches;
    private final IngestSettings settings;
    private final IngestCounters counters;
    private final List<AfterIngest> afterIngest;
    private @Nullable Running running;

    WriterThreads(
            EventQueue queue,
            BatchWriter batches,
            IngestSettings settings,
            IngestCounters counters,
            List<AfterIngest> afterIngest) {
        this.queue = queue;
        this.batches = batches;
        this.settings = settings;
        this.counters = counters;
        this.afterIngest = afterIngest;
    }

    private record Running(Thread writer, List<Thread> hooks, CountDownLatch abandon) {}

    synchronized void start() {
        if (running != null) {
            return;
        }
        CountDownLatch abandon = new CountDownLatch(1);
        queue.open();
        List<Thread> hooks = new ArrayList<>();
        for (AfterIngest hook : afterIngest) {
            hook.open();
            hooks.add(daemon("after-ingest-" + hook.name(), hook));
        }
        EventWriter writer = new EventWriter(queue, batches, settings.batchSize(), counters, afterIngest, abandon);
        running = new Running(daemon("writer", writer), hooks, abandon);
    }

    synchronized void stop() {
        queue.close();
        if (running == null) {
            return;
        }
        long deadline = System.nanoTime() + settings.drainTimeout().toNanos();
        if (!join(running.writer(), deadline)) {
            running.abandon().countDown();
            join(running.writer(), System.nanoTime() + LAST_MOMENT.toNanos());
        }
        afterIngest.forEach(AfterIngest::close);
        for (Thread hook : running.hooks()) {
            if (!join(hook, deadline)) {
                hook.interrupt();
            }
        }
        afterIngest.forEach(AfterIngest::discard);
        running = null;
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
