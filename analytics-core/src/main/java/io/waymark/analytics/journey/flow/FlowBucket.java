/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.step.BucketTakers;
import io.waymark.analytics.journey.step.Takers;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The ways that the people of one bucket took. Many have one step only: of these is kept who took which. Not safe for use by
 * several threads before it is finished.
 */
final class FlowBucket {

    private final WalkMemory memory;
    private final FlowPlan plan;
    private final WayLog log;
    private final WayLog waiting;
    private final Takers single;
    private @Nullable BucketTakers takers;
    private @Nullable OpenJourneys open;
    private int number;

    FlowBucket(WalkMemory memory, FlowPlan plan) {
        this.memory = memory;
        this.plan = plan;
        this.log = new WayLog(memory);
        this.waiting = new WayLog(memory);
        this.single = new Takers(memory);
    }

    void add(int person, int before, boolean goesOn, char[] steps, int from, int length) {
        if (length == 1 && before == 0) {
            single.add(steps[from] << 1 | (goesOn ? 1 : 0), person);
        } else {
            log.add(person, before, goesOn, steps, from, length);
        }
    }

    /** Adds a way of which it is known at the end only whether it is shown. */
    void wait(int person, int before, char[] steps, int from, int length) {
        waiting.add(person, before, false, steps, from, length);
    }

    /** Adds nothing yet of a journey that may go on after all events. */
    void leaveOpen(int person, long lastAt, FlowTable table, int row) {
        OpenJourneys known = open;
        if (known == null) {
            known = new OpenJourneys(memory, plan);
            open = known;
        }
        known.add(person, lastAt, table, row);
    }

    /** Nothing is added any more, but for those ways of some people that have been waiting. */
    void finish(int bucket, IntPredicate shown) {
        number = bucket;
        waiting.finish();
        waiting.tell((person, before, goesOn, block, from, length) -> {
            if (shown.test(person)) {
                add(person, before, goesOn, block, from, length);
            }
        });
        waiting.release();
        log.finish();
        takers = single.finish();
    }

    /** Which bucket it is. */
    int number() {
        return number;
    }

    /** The journeys that were left open. */
    Optional<OpenJourneys> open() {
        return Optional.ofNullable(open);
    }

    /** Counts how many journeys have each step at each place. */
    void addTimes(long[][] times) {
        log.tell((person, before, goesOn, block, from, length) -> {
            int row = plan.before() - before;
            for (int i = 0; i < length; i++) {
                times[row + i][block[from + i]]++;
            }
        });
        long[] atPlace0 = times[plan.before()];
        Arrays.setAll(atPlace0, step -> atPlace0[step] + single.times(step << 1) + single.times(step << 1 | 1));
    }

    /** Counts what is told apart, and says whose it is. */
    void count(KeptSteps kept, FlowFigures figures, FlowPeople people) {
        log.tell((person, before, goesOn, block, from, length) -> {
            people.all().add(person);
            int node = -1;
            for (int i = 0; i < length; i++) {
                int place = i - before;
                if (i > 0) {
                    int link = kept.link(place - 1, block[from + i - 1], block[from + i]);
                    figures.addLink(link);
                    people.ofLink(link).add(person);
                }
                node = kept.node(place, block[from + i]);
                figures.addNode(node, 1);
                people.ofNode(node).add(person);
            }
            figures.addJourneys(node, 1, goesOn);
        });
        for (int step = 0; step < kept.steps(); step++) {
            int node = kept.node(0, step);
            figures.addNode(node, single.times(step << 1) + single.times(step << 1 | 1));
            figures.addJourneys(node, single.times(step << 1), false);
            figures.addJourneys(node, single.times(step << 1 | 1), true);
        }
        if (takers != null) {
            takers.tell(
                    (thing, person) -> {
                        people.all().add(person);
                        people.ofNode(kept.node(0, thing >>> 1)).add(person);
                    },
                    (thing, many) -> {
                        people.all().addAll(many);
                        people.ofNode(kept.node(0, thing >>> 1)).addAll(many);
                    });
        }
    }
}
