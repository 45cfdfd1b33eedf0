/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.ColumnMemory;
import io.waymark.analytics.chunk.scan.ColumnMemory.Key;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.step.StepNames;
import io.waymark.analytics.journey.step.StepWalk;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts a flow in two: what was before a seam is remembered, and the journeys that were under way there are gone on with.
 * Used once.
 */
final class FlowJoin {

    private final FlowQuestion question;
    private final StepWalk walk;
    private final WalkMemory memory;
    private final ColumnEngine engine;
    private final EventColumns events;
    private final @Nullable RoaringBitmap people;
    private final Millis before;
    private final Millis after;
    private @Nullable Gone gone;

    FlowJoin(
            FlowQuestion question,
            StepWalk walk,
            WalkMemory memory,
            ColumnEngine engine,
            EventColumns events,
            @Nullable RoaringBitmap people,
            long seam) {
        this.question = question;
        this.walk = walk;
        this.memory = memory;
        this.engine = engine;
        this.events = events;
        this.people = people;
        this.before = new Millis(walk.range().from(), seam);
        this.after = new Millis(seam, walk.range().to());
    }

    /** What was before the seam, once that has been gone through for this report. */
    private record Gone(FlowTotals totals, StepNames names) {}

    /** About the time before: about all steps, or those that are {@code kept} at each place. */
    private record About(
            Object question, Millis time, @Nullable List<List<String>> kept) {}

    /** {@code null} if it is too much to keep. */
    private record Kept(@Nullable Object value, long taken) implements ColumnMemory.Finding {

        private static final int BYTES_BESIDES = 4_000;

        @Override
        public int bytes() {
            return BYTES_BESIDES + (int) taken;
        }
    }

    /** The answer; empty if what was before cannot be remembered. */
    Optional<FlowReport> report() {
        return engine.memory()
                .key(new About(question.key(), before, null), people, events, walk.eventNameIds(), before)
                .flatMap(this::report);
    }

    private Optional<FlowReport> report(Key key) {
        return remembered(
                        key,
                        FlowStart.class,
                        () -> goThrough(walk.names()),
                        (all, own) -> FlowStart.of(question.plan(), all.names(), all.totals(), own))
                .flatMap(start -> report(key, start));
    }

    private Optional<FlowReport> report(Key key, FlowStart start) {
        StepNames names = start.names().copy();
        FlowTotals totals = goneOn(start, names);
        FlowTimes times = totals.times(names.size());
        times.add(start.times());
        KeptSteps kept = times.top(names, question.top());
        return ended(key, start, kept, kept.names(names)).map(ended -> totals.report(names, kept, ended));
    }

    private Optional<EndedJourneys> ended(Key key, FlowStart start, KeptSteps kept, List<List<String>> names) {
        return walk.gapMillis().isEmpty()
                ? Optional.of(new EndedJourneys(kept, memory))
                : remembered(
                        new Key(new About(question.key(), before, names), key.people(), key.chunks()),
                        EndedJourneys.class,
                        () -> goThrough(start.names()),
                        (all, own) -> {
                            EndedJourneys ended = new EndedJourneys(kept, own);
                            all.totals().ended(kept, ended);
                            return ended;
                        });
    }

    private <T> Optional<T> remembered(
            Key key, Class<T> type, Supplier<Gone> before, BiFunction<Gone, WalkMemory, T> made) {
        Object known = engine.memory()
                .find(key, Kept.class, () -> keep(before.get(), made))
                .value();
        return Optional.ofNullable(known).map(type::cast);
    }

    private Kept keep(Gone all, BiFunction<Gone, WalkMemory, ?> made) {
        long most = Math.min(engine.memory().most(), memory.left() / 2);
        WalkMemory own = new WalkMemory(most, any -> {});
        long taken = memory.taken();
        try {
            memory.take(most);
            return new Kept(made.apply(all, own), own.taken());
        } catch (UnansweredException e) {
            return new Kept(null, 0);
        } finally {
            memory.take(taken - memory.taken());
        }
    }

    private Gone goThrough(StepNames known) {
        Gone all = gone;
        if (all == null) {
            StepNames names = known.copy();
            long openFrom = walk.gapMillis().map(gap -> before.to() - gap).orElse(Long.MIN_VALUE);
            int event = question.plan().number(names);
            FlowTotals totals = new FlowTotals(question.plan(), engine, memory);
            walk.during(before, names)
                    .run(
                            engine,
                            events,
                            people,
                            memory,
                            () -> FlowSteps.before(memory, question.plan(), event, openFrom),
                            totals::add);
            all = new Gone(totals, names);
            gone = all;
        }
        return all;
    }

    private FlowTotals goneOn(FlowStart start, StepNames names) {
        int event = question.plan().number(names);
        Reopened open = new Reopened(start.open(), memory);
        FlowTotals totals = new FlowTotals(question.plan(), engine, memory);
        walk.during(after, names)
                .run(
                        engine,
                        events,
                        people,
                        memory,
                        () -> FlowSteps.after(memory, question.plan(), event, open),
                        totals::add);
        FlowSteps left = FlowSteps.after(memory, question.plan(), event, open);
        for (int bucket : start.open().keySet()) {
            open.left(bucket, person -> {
                left.resume(bucket, person);
                left.end(person, person);
            });
            totals.add(left.finish(bucket));
        }
        return totals;
    }
}
