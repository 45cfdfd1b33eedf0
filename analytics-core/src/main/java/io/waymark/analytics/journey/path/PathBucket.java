/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.scan.PersonTally;
import io.waymark.analytics.journey.step.StepTree;
import io.waymark.analytics.journey.step.Ways;

/**
 * What was counted of one bucket of people. Of the people of a transition only the number is left, as nobody else has
 * people of this bucket. Safe for use by many threads.
 */
final class PathBucket {

    private final StepTree tree;
    private final Ways ways;
    private final long[] transitions;
    private final long[] times;
    private final long[] users;

    PathBucket(StepTree tree, Ways ways, Transitions all) {
        this.tree = tree;
        this.ways = ways;
        this.transitions = new long[all.size()];
        this.times = new long[all.size()];
        this.users = new long[all.size()];
        for (int transition = 0; transition < transitions.length; transition++) {
            PersonTally tally = all.tally(transition);
            transitions[transition] = all.steps(transition);
            times[transition] = tally.events();
            users[transition] = tally.persons();
        }
    }

    interface EachTransition {
        void transition(long steps, long times, long users);
    }

    void transitions(EachTransition each) {
        for (int transition = 0; transition < transitions.length; transition++) {
            each.transition(transitions[transition], times[transition], users[transition]);
        }
    }

    /** The tree of the ways. */
    StepTree tree() {
        return tree;
    }

    /** Counts how many journeys began with exactly the steps of each node. */
    void count(long[] counts) {
        for (int way = 0; way < ways.size(); way++) {
            counts[ways.node(way)]++;
        }
    }

    /**
     * How many different people took some ways.
     *
     * @param places the place of each node among these ways; negative for none
     * @param number how many ways these are
     */
    long[] users(int[] places, int number) {
        PersonTally[] tallies = new PersonTally[number];
        for (int way = 0; way < ways.size(); way++) {
            int place = places[ways.node(way)];
            if (place >= 0) {
                PersonTally tally = tallies[place];
                if (tally == null) {
                    tally = new PersonTally();
                    tallies[place] = tally;
                }
                tally.add(ways.person(way));
            }
        }
        long[] different = new long[number];
        for (int place = 0; place < number; place++) {
            different[place] = tallies[place] == null ? 0 : tallies[place].persons();
        }
        return different;
    }
}
