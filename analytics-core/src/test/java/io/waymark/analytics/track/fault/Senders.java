/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.fault;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Clients, each a thread, that send requests of a few events until told to end. A request that is refused is sent again
 * with the same ids, as clients do, until it is acknowledged.
 */
final class Senders {

    private static final Duration PAUSE = Duration.ofMillis(8);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);
    private static final int PERSONS = 500;

    private final IntFunction<Ingest> target;
    private final int attempts;
    private final boolean withTime;
    private final Consumer<UUID> onAcknowledged;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<UUID> sent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<String> unexpected = new AtomicReference<>();
    private volatile boolean ending;

    /**
     * Clients.
     *
     * @param target where the nth request of a client goes
     * @param attempts how many times each request is sent, though the first is acknowledged
     * @param withTime whether events say when they happened
     * @param onAcknowledged told of each event that is acknowledged
     */
    Senders(IntFunction<Ingest> target, int attempts, boolean withTime, Consumer<UUID> onAcknowledged) {
        this.target = target;
        this.attempts = attempts;
        this.withTime = withTime;
        this.onAcknowledged = onAcknowledged;
    }

    static Senders to(Ingest ingest) {
        return new Senders(request -> ingest, 1, true, id -> {});
    }

    Senders start(int count) {
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> run(random), "sender-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return this;
    }

    private void run(Random random) {
        for (int request = 0; !ending; request++) {
            List<Event> events = events(1 + random.nextInt(10), random);
            for (int attempt = 0; attempt < attempts; attempt++) {
                sendUntilAcknowledged(request * attempts + attempt, events);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private List<Event> events(int count, Random random) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            Event.Builder event = Event.builder("event_" + random.nextInt(9), "person-" + random.nextInt(PERSONS))
                    .eventId(id)
                    .property("id", id.toString())
                    .property("n", random.nextInt());
            events.add((withTime ? event.occurredAt(java.time.Clock.systemUTC().instant()) : event).build());
            sent.add(id);
        }
        return events;
    }

    private void sendUntilAcknowledged(int request, List<Event> events) {
        while (true) {
            try {
                List<IngestOutcome> outcomes = target.apply(request).record(AppId.DEFAULT, events);
                if (!outcomes.stream().allMatch(IngestOutcome.recorded()::equals)) {
                    unexpected.set(outcomes.toString());
                }
                for (Event event : events) {
                    acknowledged.add(event.eventId());
                    onAcknowledged.accept(event.eventId());
                }
                return;
            } catch (IngestUnavailableException e) {
                refused.incrementAndGet();
                LockSupport.parkNanos(RETRY_PAUSE.toNanos());
            }
        }
    }

    /** Lets every request end, and waits for that. */
    void end() throws InterruptedException {
        ending = true;
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " is still not answered");
            }
        }
        if (unexpected.get() != null) {
            throw new AssertionError(unexpected.get());
        }
    }

    Set<UUID> acknowledged() {
        return acknowledged;
    }

    Set<UUID> sent() {
        return sent;
    }

    int refused() {
        return refused.get();
    }
}
