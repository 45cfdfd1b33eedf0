/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import java.util.List;

/**
 * The answer to a {@link JourneyQuery}. Steps of a session that are equal and follow each other count as one.
 *
 * @param transitions the most frequent transitions, the most frequent first, then by their steps
 * @param total how many transitions there are in all, each time one happened
 * @param distinct how many different transitions there are
 * @param paths how sessions begin: the most frequent path first, then by its steps
 * @param sessions how many sessions there are
 * @param purged whether events of the period have been deleted by age and are missing, so that the figures are those of
 *     the rest
 */
public record JourneyReport(
        List<Transition> transitions, long total, long distinct, List<Path> paths, long sessions, boolean purged) {

    public JourneyReport {
        transitions = List.copyOf(transitions);
        paths = List.copyOf(paths);
    }

    JourneyReport withPurged(boolean missing) {
        return new JourneyReport(transitions, total, distinct, paths, sessions, missing);
    }

    /**
     * From one step to the next.
     *
     * @param from the step
     * @param to the next step
     * @param count how often
     * @param users how many different people
     */
    public record Transition(String from, String to, long count, long users) {}

    /**
     * The first steps of sessions.
     *
     * @param steps the steps; fewer than asked for if the sessions end before
     * @param count how many sessions
     * @param users how many different people
     */
    public record Path(List<String> steps, long count, long users) {

        public Path {
            steps = List.copyOf(steps);
        }
    }
}
