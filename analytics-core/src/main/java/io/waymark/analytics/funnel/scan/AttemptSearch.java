/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.ColumnMemory;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.PeopleEvents;
import io.waymark.analytics.chunk.scan.Seam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the events of everybody for the attempts of a funnel. If the time is long, how far people had got before the
 * last days is remembered, and only these are gone through again when new events have come.
 */
public final class AttemptSearch {

    private final FunnelScan scan;
    private final Object question;
    private final ColumnEngine engine;
    private final EventColumns events;

    /**
     * Prepares a search.
     *
     * @param scan what to look for
     * @param question equal, by content, for scans that differ at most in when attempts start
     * @param engine has the threads, and remembers
     * @param events the events
     */
    public AttemptSearch(FunnelScan scan, Object question, ColumnEngine engine, EventColumns events) {
        this.scan = scan;
        this.question = question;
        this.engine = engine;
        this.events = events;
    }

    /**
     * Makes sums of attempts.
     *
     * @param <S> the kind of sums
     */
    public interface Addition<S> {

        /**
         * Adds the scored attempt of a person, in any thread.
         *
         * @param sum to which
         * @param person who
         * @param instants the instants of the steps that it made, in milliseconds since the epoch
         * @param lastEntry the last instant at which an attempt of theirs started; of use unless it made all steps
         * @param value the value at the step that the breakdown names; {@code null} without
         */
        void add(S sum, int person, long[] instants, long lastEntry, @Nullable String value);
    }

    /** How far everybody has got, by bucket; {@code null} if that is too much to keep. */
    private record Start(@Nullable Map<Integer, List<KeptAttempts>> byBucket, long taken)
            implements ColumnMemory.Finding {

        private static final int BYTES_BESIDES = 500;

        @Override
        public int bytes() {
            return BYTES_BESIDES + (int) taken;
        }
    }

    private record About(Object question, Millis time, Millis starts) {}

    /**
     * Adds up the scored attempts of everybody.
     *
     * @param <S> the kind of sums
     * @param start starts a sum
     * @param addition adds to it
     * @param merge takes in the sum of some people, in the calling thread
     */
    public <S> void sum(Supplier<S> start, Addition<S> addition, Consumer<S> merge) {
        Optional<Long> seam = scan.canGoOn() ? Seam.in(events, scan.eventNameIds(), scan.range()) : Optional.empty();
        Optional<Map<Integer, List<KeptAttempts>>> known = seam.flatMap(this::before);
        if (seam.isPresent() && known.isPresent()) {
            goOn(seam.get(), known.get(), start, addition, merge);
        } else {
            engine.eachBucket(
                    events,
                    scan.eventNameIds(),
                    scan.range(),
                    people -> {
                        S sum = start.get();
                        scan.scan(people.bucket(), people.spans(), sink(addition, sum));
                        return sum;
                    },
                    merge);
        }
    }

    private static <S> FunnelScan.Sink sink(Addition<S> addition, S sum) {
        return (person, instants, lastEntry, value) -> addition.add(sum, person, instants, lastEntry, value);
    }

    /** Empty if what was before the seam cannot be remembered. */
    private Optional<Map<Integer, List<KeptAttempts>>> before(long seam) {
        Millis time = new Millis(scan.range().from(), seam);
        Millis starts = new Millis(time.from(), Math.min(scan.lastStart(), seam));
        if (!starts.isOfCalendar()) {
            return Optional.empty();
        }
        return engine.memory()
                .key(new About(question, time, starts), null, events, scan.eventNameIds(), time)
                .map(key -> engine.memory().find(key, Start.class, () -> start(seam)))
                .map(Start::byBucket);
    }

    private Start start(long seam) {
        FunnelScan part = scan.during(new Millis(Millis.ALL.from(), seam));
        Kept kept = new Kept(engine.memory().most());
        try {
            engine.eachBucket(
                    events,
                    part.eventNameIds(),
                    part.range(),
                    people -> new Part(people.bucket(), part.keep(people.spans(), seam)),
                    kept::add);
        } catch (UnansweredException e) {
            if (kept.bytes > kept.most) {
                return new Start(null, 0);
            }
            throw e;
        }
        return new Start(kept.byBucket, kept.bytes);
    }

    /** How far people have got, as long as it is not too much. */
    private static final class Kept {

        private final long most;
        private final Map<Integer, List<KeptAttempts>> byBucket = new HashMap<>();
        private long bytes;

        Kept(long most) {
            this.most = most;
        }

        void add(Part part) {
            bytes += part.kept().bytes();
            if (bytes > most) {
                throw new UnansweredException("There is too much to remember of the funnel");
            }
            byBucket.computeIfAbsent(part.bucket(), any -> new ArrayList<>()).add(part.kept());
        }
    }

    private record Part(int bucket, KeptAttempts kept) {}

    private <S> void goOn(
            long seam,
            Map<Integer, List<KeptAttempts>> known,
            Supplier<S> start,
            Addition<S> addition,
            Consumer<S> merge) {
        FunnelScan part = scan.during(new Millis(seam, Millis.ALL.to()));
        Millis time = part.range();
        int[] buckets = IntStream.concat(
                        IntStream.of(events.buckets(time.from(), time.to())),
                        known.keySet().stream().mapToInt(Integer::intValue))
                .sorted()
                .distinct()
                .toArray();
        engine.eachBucket(
                events,
                buckets,
                bucket -> new PeopleEvents(bucket, events.spans(bucket, part.eventNameIds(), time.from(), time.to())),
                people -> {
                    S sum = start.get();
                    part.goOn(
                            people.bucket(),
                            known.getOrDefault(people.bucket(), List.of()),
                            people.spans(),
                            sink(addition, sum));
                    return sum;
                },
                merge);
    }
}
