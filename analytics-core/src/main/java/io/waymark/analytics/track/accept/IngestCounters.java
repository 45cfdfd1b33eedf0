/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import io.waymark.analytics.Event;
import io.waymark.analytics.track.IngestOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what becomes of events, and tells the log about what goes wrong: each kind of trouble at once and then at most
 * once a minute, however many events it befalls.
 */
public final class IngestCounters {

    private static final Logger log = LoggerFactory.getLogger("io.waymark.analytics.track");
    private static final int MAX_REASONS = 100;
    private static final int MAX_REFUSED_NAMES = 1_000;
    private static final String OTHER_REASONS = "other";
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Clock clock;
    private final LongAdder recorded = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder hookFailures = new LongAdder();
    private final LongAdder afterIngestMissed = new LongAdder();
    private final LongAdder writeFailures = new LongAdder();
    private final LongAdder spooled = new LongAdder();
    private final LongAdder replayed = new LongAdder();
    private final ConcurrentMap<String, LongAdder> dropped = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> mergesRefused = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> lastLogged = new ConcurrentHashMap<>();
    private final Set<String> refusedNames = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Instant lastRecordedAt;
    private volatile @Nullable Trouble lastTrouble;

    /**
     * Starts at zero.
     *
     * @param clock tells when things happened
     */
    public IngestCounters(Clock clock) {
        this.clock = clock;
    }

    /**
     * The last failure to write.
     *
     * @param message what it was
     * @param at when it was
     */
    public record Trouble(String message, Instant at) {}

    /**
     * Counts events that were committed.
     *
     * @param stored how many were new
     * @param known how many had been stored before
     */
    public void committed(int stored, int known) {
        recorded.add(stored);
        duplicates.add(known);
        if (stored > 0) {
            lastRecordedAt = clock.instant();
        }
    }

    /**
     * Counts an event that was not stored.
     *
     * @param reason why
     */
    public void dropped(String reason) {
        LongAdder count = dropped.get(reason);
        if (count == null) {
            String key = dropped.size() < MAX_REASONS ? reason : OTHER_REASONS;
            count = dropped.computeIfAbsent(key, any -> new LongAdder());
        }
        count.increment();
    }

    /**
     * Counts an event that was not stored though it should have been, and says so in the log.
     *
     * @param reason why, in a few words
     * @param detail which event, and what to do
     * @param cause what was thrown, or {@code null}
     */
    public void lost(String reason, String detail, @Nullable Throwable cause) {
        dropped(reason);
        if (mayLog(reason)) {
            log.warn("An event was dropped ({}): {}", reason, detail, cause);
        }
    }

    /**
     * Says in the log why an event was refused whose sender is not told: it is a mistake in the application. A name
     * that is refused is told once.
     *
     * @param refusal why
     * @param event the event
     */
    public void explain(IngestOutcome refusal, Event event) {
        if (refusal.status() == IngestOutcome.Status.INVALID && mayLog("invalid " + event.name())) {
            log.warn("The event '{}' was dropped: {} {}", event.name(), refusal.pointer(), refusal.reason());
        }
        if (refusal.status() == IngestOutcome.Status.REJECTED
                && refusal.pointer() != null
                && refusedNames.size() < MAX_REFUSED_NAMES
                && refusedNames.add(event.name())) {
            log.warn("Events are refused: {}", refusal.reason());
        }
    }

    /**
     * Counts a hook that threw.
     *
     * @param hook the hook
     * @param cause what it threw
     */
    public void hookFailed(Object hook, Throwable cause) {
        hookFailures.increment();
        if (mayLog("hook " + hook.getClass().getName())) {
            log.error("{} failed on an event", hook.getClass().getName(), cause);
        }
    }

    /**
     * Counts stored events that an after-ingest hook did not get.
     *
     * @param hook the hook
     * @param events how many
     * @param why why
     */
    public void missed(Object hook, int events, String why) {
        afterIngestMissed.add(events);
        if (mayLog("missed " + hook.getClass().getName())) {
            log.warn(
                    "{} stored events were not given to {}: {}",
                    events,
                    hook.getClass().getName(),
                    why);
        }
    }

    /**
     * Counts a stored event that did not make two distinct ids one person.
     *
     * @param reason why, one of few
     */
    public void mergeRefused(String reason) {
        mergesRefused.computeIfAbsent(reason, any -> new LongAdder()).increment();
        if (mayLog("merge " + reason)) {
            log.info("An identification was stored, but its two ids are not one person: the other one is {}", reason);
        }
    }

    /**
     * Counts a batch that could not be written and will be tried again.
     *
     * @param cause why
     */
    public void writeFailed(Throwable cause) {
        writeFailures.increment();
        lastTrouble = new Trouble(String.valueOf(cause.getMessage()), clock.instant());
        if (mayLog("write")) {
            log.error("Events cannot be written now; they wait", cause);
        }
    }

    /**
     * Counts events that were put on disk, and says in the log when that begins.
     *
     * @param events how many
     */
    public void spooled(int events) {
        spooled.add(events);
        if (events > 0 && mayLog("spool")) {
            log.warn("Events go to the spool on disk until the database takes them again");
        }
    }

    /**
     * Counts events that were taken from disk into the database, and says in the log when there are no more.
     *
     * @param events how many
     * @param last whether the spool is empty now
     */
    public void replayed(int events, boolean last) {
        replayed.add(events);
        if (last && mayLog("replayed")) {
            log.info("The spool is empty: events go to the database again");
        }
    }

    /**
     * Says that events could not be put on disk; they wait in memory.
     *
     * @param cause why
     */
    public void spoolFailed(Throwable cause) {
        lastTrouble = new Trouble(String.valueOf(cause.getMessage()), clock.instant());
        if (mayLog("spool failed")) {
            log.error(
                    "Events cannot be put on disk; they wait in memory, and when that is full they are refused", cause);
        }
    }

    /**
     * Says in the log that an event will be stored later than was promised.
     *
     * @param event the event
     */
    public void late(Event event) {
        if (mayLog("late")) {
            log.warn("Neither database nor disk took the event '{}' in time; it waits in memory", event.name());
        }
    }

    /**
     * Says in the log that an event could not be written in its transaction; it is tracked after the commit.
     *
     * @param cause why
     */
    public void outboxFailed(Throwable cause) {
        if (mayLog("outbox")) {
            log.error("An event cannot be written in the transaction that it belongs to; it is stored after it", cause);
        }
    }

    private boolean mayLog(String kind) {
        long now = System.nanoTime();
        Long last = lastLogged.get(kind);
        if (last != null && now - last < QUIET.toNanos()) {
            return false;
        }
        return last == null
                ? lastLogged.size() < MAX_REASONS && lastLogged.putIfAbsent(kind, now) == null
                : lastLogged.replace(kind, last, now);
    }

    /** {@return how many events were stored} */
    public long recorded() {
        return recorded.sum();
    }

    /** {@return how many were not, because they had been before} */
    public long duplicates() {
        return duplicates.sum();
    }

    /** {@return how many were dropped, by reason} */
    public Map<String, Long> dropped() {
        return sums(dropped);
    }

    /** {@return how many did not make two distinct ids one person, by reason} */
    public Map<String, Long> mergesRefused() {
        return sums(mergesRefused);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new HashMap<>();
        counts.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }

    /** {@return how many times a hook threw} */
    public long hookFailures() {
        return hookFailures.sum();
    }

    /** {@return how many stored events passed an after-ingest hook by} */
    public long afterIngestMissed() {
        return afterIngestMissed.sum();
    }

    /** {@return how many times a batch had to be written again} */
    public long writeFailures() {
        return writeFailures.sum();
    }

    /** {@return how many events were put on disk} */
    public long spooled() {
        return spooled.sum();
    }

    /** {@return how many events were taken from disk into the database} */
    public long replayed() {
        return replayed.sum();
    }

    /** {@return when events were stored last, or {@code null}} */
    public @Nullable Instant lastRecordedAt() {
        return lastRecordedAt;
    }

    /** {@return the last failure to write, or {@code null}} */
    public @Nullable Trouble lastTrouble() {
        return lastTrouble;
    }
}
