/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link FlowQuery}. Places are counted from the step that the flow is about, which is 0: the first, the
 * event, or the last.
 *
 * @param journeys how many journeys are shown
 * @param users how many different people take them
 * @param nodes the steps, by place, the most frequent first, all others last
 * @param links from one step to the next, by place, the most frequent first
 * @param purged whether events of the period have been deleted by age and are missing, so that the figures are those of
 *     the rest
 */
public record FlowReport(long journeys, long users, List<Node> nodes, List<Link> links, boolean purged) {

    public FlowReport {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }

    FlowReport withPurged(boolean missing) {
        return new FlowReport(journeys, users, nodes, links, missing);
    }

    /**
     * A step at a place.
     *
     * @param place its place
     * @param label the event name or path; {@code null} for all others
     * @param count how many journeys have it there
     * @param users how many different people
     * @param ended how many of these journeys have no further step
     */
    public record Node(int place, @Nullable String label, long count, long users, long ended) {}

    /**
     * From a step to the next.
     *
     * @param place the place of the first of the two
     * @param from its label; {@code null} for all others
     * @param to the label of the next; {@code null} for all others
     * @param count how many journeys
     * @param users how many different people
     */
    public record Link(
            int place, @Nullable String from, @Nullable String to, long count, long users) {}

    /**
     * How much of a place is not told apart.
     *
     * @param place the place
     * @return per cent of the journeys that have a step there; 0 without such
     */
    public double hidden(int place) {
        long all = 0;
        long hidden = 0;
        for (Node node : nodes) {
            if (node.place() == place) {
                all += node.count();
                hidden += node.label() == null ? node.count() : 0;
            }
        }
        return all == 0 ? 0 : 100.0 * hidden / all;
    }
}
