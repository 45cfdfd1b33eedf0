/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.track.spool.Spool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Decides who takes what waits: the writer, to the database, or the spooler, to the disk.
 *
 * <ol>
 *   <li>On the way <em>to the database</em> the writer takes from the queue. When it has emptied it, it naps before it
 *       sleeps: events that nobody waits for do not wake it from a nap.
 *   <li>When the writer has had a batch for too long, or fails with it again and again, or the queue is full, the way
 *       changes <em>to the spool</em>: the spooler puts the writer's batch on disk and then whatever waits. The writer's
 *       batch may still reach the database; it is stored once all the same.
 *   <li>The writer meanwhile replays the spool. With its last batch in hand it holds the spooler up for that moment, and
 *       when nothing is left, the way leads to the database again. So events stay in order.
 *   <li>If the disk does not take events, they wait in the queue, and when that is full, they are refused.
 * </ol>
 *
 * <p>Safe for use by one writer, one spooler, and many that offer events.
 */
final class Dispatcher {

    private static final long SPOOL_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REFUSING_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int CHECKS = 4;

    /** How long the writer, with nothing more to write, looks up by itself: waking it costs a caller microseconds. */
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final EventQueue queue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition toWriter = lock.newCondition();
    private final Condition toSpooler = lock.newCondition();
    private final Condition room = lock.newCondition();

    private @Nullable Spool spool;
    private @Nullable Flight flight;
    private boolean napping;
    private boolean spooling;
    private boolean urgent;
    private boolean handover;
    private boolean appending;
    private boolean failing;
    private long retryAtNanos;
    private boolean closed;
    private boolean lastCall;
    private boolean refused;
    private long refusedAtNanos;

    Dispatcher(EventQueue queue) {
        this.queue = queue;
    }

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    /** What the spooler has to put on disk: the writer's batch, or the oldest in the queue. */
    record Load(List<Pending> events, @Nullable Flight flight) {}

    /** Takes all or none. Waits for the spooler to make room, if there is one that can, but not for the database. */
    Offer offer(List<Pending> batch, Duration patience) {
        long weight = 0;
        for (Pending pending : batch) {
            weight += pending.event().weight();
        }
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!closed && !queue.add(batch, weight)) {
                if (spool == null || failing || left <= 0) {
                    noteRefusal();
                    return Offer.FULL;
                }
                urgent = true;
                toSpooler.signal();
                left = awaitRoom(left);
            }
            if (closed) {
                return Offer.CLOSED;
            }
            if (spooling) {
                toSpooler.signal();
            } else if (!napping || batch.get(0).isAwaited() || queue.isHalfFull()) {
                toWriter.signal();
            }
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Somebody was sent away, because neither database nor disk took the events. */
    void noteRefusal() {
        lock.lock();
        try {
            refused = true;
            refusedAtNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    private long awaitRoom(long nanos) {
        try {
            return room.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    // ---- the writer

    /** Waits for something to write: a batch of the queue, or a replay without events yet; {@code null} at the end. */
    @Nullable
    Flight next(int maxEvents, long maxBytes) {
        lock.lock();
        try {
            boolean rested = false;
            while (true) {
                Spool present = spool;
                if (spooling && !appending && (present == null || present.isEmpty())) {
                    spooling = false;
                    handover = false;
                }
                if (spooling && present != null && !present.isEmpty()) {
                    flight = Flight.ofSpool(List.of());
                    return flight;
                }
                if (!spooling && !queue.isEmpty()) {
                    List<Pending> batch = queue.peek(maxEvents, maxBytes);
                    queue.remove(batch.size());
                    room.signalAll();
                    flight = Flight.ofQueue(batch);
                    return flight;
                }
                if (closed && !spooling) {
                    return null;
                }
                rested = rest(rested);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Naps, or sleeps if there was nothing to do after a nap. Returns whether this was a whole nap. */
    private boolean rest(boolean rested) {
        if (rested || spooling) {
            toWriter.awaitUninterruptibly();
            return false;
        }
        napping = true;
        try {
            return toWriter.awaitNanos(NAP_NANOS) <= 0;
        } catch (InterruptedException e) {
            // The thread is the writer's own: it ends when told so.
            return false;
        } finally {
            napping = false;
        }
    }

    /** The writer has written its batch, or leaves it where it is. */
    void landed(Flight done) {
        lock.lock();
        try {
            if (done.equals(flight)) {
                flight = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The database does not take the writer's batch. */
    void urge() {
        lock.lock();
        try {
            urgent = true;
            handover = false;
            toSpooler.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Holds the spooler up, because the writer has the last of the spool in hand. */
    void holdSpooler() {
        lock.lock();
        try {
            handover = !lastCall;
        } finally {
            lock.unlock();
        }
    }

    // ---- the spooler

    /** Waits for something to spool; {@code null} at the end. */
    @Nullable
    Load nextLoad(int maxEvents, long maxBytes, Duration after) {
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                Flight present = flight;
                boolean overdue = present != null && now - present.sinceNanos() > after.toNanos();
                if (overdue || lastCall) {
                    handover = false;
                }
                boolean unsafe = present != null && present.isUnsafe();
                if (lastCall || urgent && (unsafe || !queue.isEmpty()) || overdue && unsafe) {
                    spooling = true;
                }
                urgent = false;
                boolean paused = failing && !lastCall && now - retryAtNanos < 0;
                if (spooling && !handover && !paused) {
                    List<Pending> load = present != null && unsafe ? present.events() : queue.peek(maxEvents, maxBytes);
                    if (!load.isEmpty()) {
                        appending = true;
                        return new Load(load, unsafe ? present : null);
                    }
                    if (lastCall) {
                        return null;
                    }
                }
                pause(after);
            }
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration after) {
        try {
            toSpooler.awaitNanos(Math.max(1, after.toNanos() / CHECKS));
        } catch (InterruptedException e) {
            // The thread is the spooler's own: it ends when told so.
            return;
        }
    }

    /** The load is on disk. */
    void loaded(Load load) {
        lock.lock();
        try {
            if (load.flight() == null) {
                queue.remove(load.events().size());
                room.signalAll();
            } else {
                load.flight().markSpooled();
            }
            appending = false;
            failing = false;
            toWriter.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The load could not be put on disk; it stays where it is. */
    void loadFailed() {
        lock.lock();
        try {
            appending = false;
            failing = true;
            retryAtNanos = System.nanoTime() + SPOOL_RETRY_NANOS;
            room.signalAll();
            toWriter.signal();
        } finally {
            lock.unlock();
        }
    }

    // ---- the beginning and the end

    /** Begins. What a spool holds from before goes first. */
    void open(@Nullable Spool newSpool) {
        lock.lock();
        try {
            spool = newSpool;
            spooling = newSpool != null && !newSpool.isEmpty();
            flight = null;
            urgent = false;
            handover = false;
            appending = false;
            failing = false;
            lastCall = false;
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more; the writer ends when everything is written. */
    void close() {
        lock.lock();
        try {
            closed = true;
            toWriter.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The spooler puts on disk whatever is left, and ends. */
    void callLast() {
        lock.lock();
        try {
            lastCall = true;
            toSpooler.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes out what neither the writer nor the spooler took. */
    List<Pending> leftovers() {
        lock.lock();
        try {
            List<Pending> left = new ArrayList<>();
            Flight present = flight;
            if (present != null && present.isUnsafe()) {
                left.addAll(present.events());
                // Should the writer come back after all, it finds that there is nothing to do.
                present.markSpooled();
            }
            left.addAll(queue.peek(Integer.MAX_VALUE, Long.MAX_VALUE));
            queue.remove(queue.size());
            flight = null;
            return left;
        } finally {
            lock.unlock();
        }
    }

    boolean isLastCall() {
        lock.lock();
        try {
            return lastCall;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** How things stand. */
    State state() {
        lock.lock();
        try {
            Pending oldest = queue.oldest();
            long now = System.nanoTime();
            return new State(
                    queue.size(),
                    oldest == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, now - oldest.sinceNanos())),
                    spooling,
                    refused && now - refusedAtNanos < REFUSING_NANOS);
        } finally {
            lock.unlock();
        }
    }

    /** How things stand: how many wait, how long the oldest has, which way they go, whether others were sent away. */
    record State(int queued, Duration oldestLag, boolean spooling, boolean refusing) {}
}
