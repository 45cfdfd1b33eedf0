/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.journey.step.StepNames;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which steps are told apart at each place: each has a rank there, and all others share the last one. Immutable, and safe for
 * use by many threads.
 */
final class KeptSteps {

    private final int before;
    private final int top;
    private final int number;
    private final int[][] steps;
    private final int[][] ranks;

    /**
     * Keeps some.
     *
     * @param before how many places are before place 0
     * @param top at most so many are kept at a place
     * @param steps the steps kept at each place, by rank
     * @param number how many steps there are
     */
    KeptSteps(int before, int top, int[][] steps, int number) {
        this.before = before;
        this.top = top;
        this.number = number;
        this.steps = steps;
        this.ranks = new int[steps.length][number];
        for (int place = 0; place < steps.length; place++) {
            Arrays.fill(ranks[place], top);
            for (int rank = 0; rank < steps[place].length; rank++) {
                ranks[place][steps[place][rank]] = rank;
            }
        }
    }

    /** How many steps there are, kept or not. */
    int steps() {
        return number;
    }

    /** How many bytes it takes, about. */
    long bytes() {
        return (long) steps.length * number * Integer.BYTES;
    }

    /** The names of those that are kept at each place, by rank. */
    List<List<String>> names(StepNames names) {
        return Stream.of(steps)
                .map(place -> IntStream.of(place).mapToObj(names::name).toList())
                .toList();
    }

    /** How many numbers of nodes there are. */
    int nodes() {
        return steps.length * (top + 1);
    }

    /** How many numbers of links there are. */
    int links() {
        return (steps.length - 1) * (top + 1) * (top + 1);
    }

    /** The number of a step at a place. */
    int node(int place, int step) {
        int row = place + before;
        return row * (top + 1) + ranks[row][step];
    }

    /** The number of two steps, one after the other, of which the first is at a place. */
    int link(int place, int from, int to) {
        int row = place + before;
        return (row * (top + 1) + ranks[row][from]) * (top + 1) + ranks[row + 1][to];
    }

    /** The place of a node. */
    int placeOfNode(int node) {
        return node / (top + 1) - before;
    }

    /** The step of a node; {@link StepNames#NONE} for all others. */
    int stepOfNode(int node) {
        return step(node / (top + 1), node % (top + 1));
    }

    /** The place of the first step of a link. */
    int placeOfLink(int link) {
        return link / (top + 1) / (top + 1) - before;
    }

    /** The first step of a link; {@link StepNames#NONE} for all others. */
    int fromOfLink(int link) {
        return step(link / (top + 1) / (top + 1), link / (top + 1) % (top + 1));
    }

    /** The second step of a link; {@link StepNames#NONE} for all others. */
    int toOfLink(int link) {
        return step(link / (top + 1) / (top + 1) + 1, link % (top + 1));
    }

    private int step(int row, int rank) {
        return rank == top ? StepNames.NONE : steps[row][rank];
    }
}
