/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.scan.PersonTally;
import io.waymark.analytics.journey.step.StepTree;
import io.waymark.analytics.journey.step.Ways;
import org.jspecify.annotations.Nullable;

/** The ways of one bucket of people. Safe for use by many threads. */
final class FlowBucket {

    private final StepTree tree;
    private final Ways ways;

    FlowBucket(StepTree tree, Ways ways) {
        this.tree = tree;
        this.ways = ways;
    }

    /** The tree of the ways. */
    StepTree tree() {
        return tree;
    }

    /** Counts how many ways end at each node. */
    void count(long[] counts) {
        for (int way = 0; way < ways.size(); way++) {
            counts[ways.node(way)]++;
        }
    }

    /** Counts what is told apart, by the numbers that the nodes of the tree have. */
    FlowFigures count(KeptSteps kept, KeptNodes numbers) {
        FlowFigures figures = new FlowFigures(kept);
        PersonTally[] ofNodes = new PersonTally[kept.nodes()];
        PersonTally[] ofLinks = new PersonTally[kept.links()];
        PersonTally all = new PersonTally();
        for (int way = 0; way < ways.size(); way++) {
            int person = ways.person(way);
            int end = ways.node(way);
            all.add(person);
            if (!ways.goesOn(way)) {
                figures.ended[numbers.node(end)]++;
            }
            for (int node = end; node >= tree.roots(); node = tree.parent(node)) {
                add(ofNodes, numbers.node(node), person);
                int link = numbers.link(node);
                if (link != StepTree.NONE) {
                    add(ofLinks, link, person);
                }
            }
        }
        figures.journeys = all.events();
        figures.users = all.persons();
        sum(ofNodes, figures.nodeTimes, figures.nodeUsers);
        sum(ofLinks, figures.linkTimes, figures.linkUsers);
        return figures;
    }

    private static void add(PersonTally[] tallies, int place, int person) {
        PersonTally tally = tallies[place];
        if (tally == null) {
            tally = new PersonTally();
            tallies[place] = tally;
        }
        tally.add(person);
    }

    private static void sum(@Nullable PersonTally[] tallies, long[] times, long[] users) {
        for (int place = 0; place < tallies.length; place++) {
            PersonTally tally = tallies[place];
            if (tally != null) {
                times[place] = tally.events();
                users[place] = tally.persons();
            }
        }
    }
}
