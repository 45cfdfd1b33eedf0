/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.SliceMerge;
import io.waymark.analytics.funnel.FunnelBreakdown;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelOrder;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the scored attempt of each person who entered a funnel, by the rules that the functions of {@code funnel.sql}
 * follow, in one pass over the events (two where steps go in any order), in memory that grows with people, not events.
 *
 * <p>Events are told apart by kind: their name and the conditions that they meet. Where the steps that different kinds can
 * serve do not overlap, which event serves which step is a matter of counting.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class FunnelScan {

    /** How many longs the rows of the people who are scanned at once may take. */
    private static final int MOST_LONGS = 1 << 22;

    private final FunnelPlan plan;
    private final int most;

    private FunnelScan(FunnelPlan plan) {
        this.plan = plan;
        int rowSize = plan.anyOrder() ? 2 * plan.steps() : WaitingAttempts.rowSize(plan.steps());
        this.most = Math.min(SliceMerge.BUCKET_SIZE, Integer.highestOneBit(MOST_LONGS / rowSize));
    }

    /**
     * Whether columns can tell the attempts of a funnel: steps in strict order need every event of a person, and where
     * steps may go in any order, no event may be able to serve several that differ.
     *
     * @param definition the funnel
     * @return whether they can
     */
    public static boolean canAnswer(FunnelDefinition definition) {
        return definition.order() != FunnelOrder.STRICT
                && new EventKinds(definition).areFew(definition.order() == FunnelOrder.ANY);
    }

    /**
     * The names of all events that a funnel asks for.
     *
     * @param definition the funnel
     * @return the names
     */
    public static Set<String> names(FunnelDefinition definition) {
        return Stream.concat(
                        definition.steps().stream(),
                        definition.exclude().stream().map(exclusion -> exclusion.event()))
                .map(filter -> filter.event())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The names of the events that can have the value by which a funnel divides people.
     *
     * @param definition the funnel
     * @return the names; none if it divides nobody, or by a property of the person
     */
    public static Set<String> namesWithValue(FunnelDefinition definition) {
        FunnelBreakdown breakdown = definition.breakdown();
        return breakdown == null || breakdown.step() == null
                ? Set.of()
                : FunnelPlan.names(definition, breakdown.step());
    }

    /**
     * Prepares a scan.
     *
     * @param definition a funnel that columns can answer
     * @param nameIds the numbers of its events' names, of those that were tracked; not empty
     * @param period when attempts start
     * @param longest the longest time from the start of an attempt to its last step
     * @return the scan
     */
    public static FunnelScan of(
            FunnelDefinition definition, Map<String, Integer> nameIds, Millis period, Duration longest) {
        return new FunnelScan(FunnelPlan.of(definition, nameIds, period, longest.toMillis()));
    }

    /**
     * The properties that a scan needs.
     *
     * @param definition a funnel that columns can answer
     * @param nameIds the numbers of its events' names, of those that were tracked
     * @param period when attempts start
     * @param longest the longest time from the start of an attempt to its last step
     * @return the properties
     */
    public static NeededProperties needed(
            FunnelDefinition definition, Map<String, Integer> nameIds, Millis period, Duration longest) {
        EventKinds kinds = new EventKinds(definition);
        Map<Integer, Set<String>> keys = new HashMap<>();
        Set<String> withValue = namesWithValue(definition);
        nameIds.forEach((event, name) -> {
            Set<String> own = new TreeSet<>(kinds.keys(event));
            if (definition.breakdown() != null && withValue.contains(event)) {
                own.add(definition.breakdown().property());
            }
            if (!own.isEmpty()) {
                keys.put(name, own);
            }
        });
        Millis range = FunnelPlan.range(period, longest.toMillis());
        return new NeededProperties(keys, range.from(), range.to());
    }

    /** {@return the numbers of the names of the events to be scanned} */
    Set<Integer> eventNameIds() {
        return plan.places().eventNameIds();
    }

    /** {@return when the events happened that are to be scanned} */
    Millis range() {
        return plan.range();
    }

    /**
     * Whether what is found up to an instant is enough to go on from there: not if all has to be gone through twice, or some
     * people of a bucket after the others, as where there are more than ten steps.
     */
    boolean canGoOn() {
        return !plan.anyOrder() && plan.value() == null && most == SliceMerge.BUCKET_SIZE;
    }

    /** The same scan of those of its events that happened in a part of the time. */
    FunnelScan during(Millis part) {
        return new FunnelScan(plan.during(part));
    }

    /** Attempts start before this. */
    long lastStart() {
        return plan.to();
    }

    /**
     * Scans the events of a bucket of people.
     *
     * @param bucket the bucket
     * @param spans its events
     * @param sink is told of each attempt
     */
    void scan(int bucket, List<Span> spans, Sink sink) {
        boolean more = plan.kinds() > 0;
        for (int first = 0; more; first += most) {
            Pass pass = pass(spans, first);
            StepValues values = plan.value() == null
                    ? null
                    : new StepValues(plan, plan.value(), spans, first, pass.people(), pass.attempts());
            tell(bucket << 16 | first, pass.attempts(), pass.people(), values, sink);
            more = pass.more();
        }
    }

    private static void tell(int firstPerson, Attempts attempts, int people, @Nullable StepValues values, Sink sink) {
        for (int person = 0; person < people; person++) {
            if (attempts.made(person) > 0) {
                sink.add(
                        firstPerson + person,
                        attempts.instants(person),
                        attempts.lastEntry(person),
                        values == null ? null : values.of(person));
            }
        }
    }

    /**
     * Scans the events of some people of a bucket, and keeps what is needed to go on.
     *
     * @param spans their events
     * @param instant where to go on from
     * @return how far they got
     */
    KeptAttempts keep(List<Span> spans, long instant) {
        WaitingAttempts attempts = new WaitingAttempts(plan, most);
        passInOrder(spans, 0, attempts);
        return KeptAttempts.of(attempts, plan.steps(), instant);
    }

    /**
     * Goes on from what was kept of all people of a bucket.
     *
     * @param bucket the bucket
     * @param kept how far they got
     * @param spans their events since
     * @param sink is told of each attempt
     */
    void goOn(int bucket, List<KeptAttempts> kept, List<Span> spans, Sink sink) {
        WaitingAttempts attempts = new WaitingAttempts(plan, most);
        kept.forEach(some -> some.restore(attempts));
        passInOrder(spans, 0, attempts);
        tell(bucket << 16, attempts, attempts.room(), null, sink);
    }

    private record Pass(Attempts attempts, int people, boolean more) {

        static Pass of(Attempts attempts, SliceMerge done) {
            return new Pass(attempts, done.people(), done.isThereMore());
        }
    }

    private Pass pass(List<Span> spans, int first) {
        if (plan.anyOrder()) {
            AnyOrderStarts starts = new AnyOrderStarts(plan, most);
            SliceMerge known = merge(spans, first, starts);
            starts.finish();
            AnyOrderSteps steps = new AnyOrderSteps(plan, known.people(), starts);
            SliceMerge done = merge(spans, first, steps);
            steps.finish();
            return Pass.of(steps, done);
        }
        return passInOrder(spans, first, new WaitingAttempts(plan, most));
    }

    private Pass passInOrder(List<Span> spans, int first, WaitingAttempts attempts) {
        if (plan.isPlain()) {
            return passPlain(spans, first, attempts);
        }
        StepsInOrder steps = new StepsInOrder(plan, attempts);
        SliceMerge done = merge(spans, first, steps);
        steps.finish();
        return Pass.of(attempts, done);
    }

    private Pass passPlain(List<Span> spans, int first, WaitingAttempts attempts) {
        PlainSteps steps = new PlainSteps(plan, attempts);
        if (most < SliceMerge.BUCKET_SIZE) {
            return Pass.of(attempts, merge(spans, first, steps));
        }
        SliceMerge merge = merge(steps);
        for (Span span : spans) {
            merge.run(List.of(merge.isAtOnce(span) ? steps.take(span) : span), 0);
            steps.end();
        }
        return new Pass(attempts, attempts.room(), false);
    }

    private SliceMerge merge(List<Span> spans, int first, SliceMerge.Events events) {
        SliceMerge merge = merge(events);
        merge.run(spans, first);
        return merge;
    }

    private SliceMerge merge(SliceMerge.Events events) {
        return new SliceMerge(plan.places(), plan.kinds(), plan.range(), most, events);
    }

    /** Is told of attempts. */
    interface Sink {

        /**
         * The scored attempt of a person.
         *
         * @param person who
         * @param instants the instants of the steps that it made, in milliseconds since the epoch
         * @param lastEntry the last instant at which an attempt of theirs started; of use unless it made all steps
         * @param value the value at the step that the breakdown names; {@code null} without
         */
        void add(int person, long[] instants, long lastEntry, @Nullable String value);
    }
}
