/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.FlowReport.Link;
import io.waymark.analytics.journey.FlowReport.Node;
import io.waymark.analytics.journey.step.StepNames;
import io.waymark.analytics.journey.step.StepTree;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What was counted, by the numbers of what is told apart. Not safe for use by several threads. */
final class FlowFigures {

    private static final Comparator<@Nullable String> NAMES = Comparator.nullsLast(PropertyValue::compareText);

    private final KeptSteps kept;
    private final long[] nodeTimes;
    private final long[] nodeUsers;
    private final long[] ended;
    private final long[] linkTimes;
    private final long[] linkUsers;
    private long journeys;
    private long users;

    FlowFigures(KeptSteps kept) {
        this.kept = kept;
        this.nodeTimes = new long[kept.nodes()];
        this.nodeUsers = new long[kept.nodes()];
        this.ended = new long[kept.nodes()];
        this.linkTimes = new long[kept.links()];
        this.linkUsers = new long[kept.links()];
    }

    /** Adds how often one thread counted what is told apart. */
    void addTimes(FlowCounts counts, KeptNodes numbers) {
        StepTree tree = counts.tree();
        long[] passed = new long[tree.size()];
        for (int node = passed.length - 1; node >= tree.roots(); node--) {
            ended[numbers.node(node)] += counts.ended(node);
            journeys += counts.times(node);
            passed[node] += counts.times(node);
            passed[tree.parent(node)] += passed[node];
            nodeTimes[numbers.node(node)] += passed[node];
            if (numbers.link(node) >= 0) {
                linkTimes[numbers.link(node)] += passed[node];
            }
        }
    }

    /** Adds the people of one bucket. */
    void addUsers(FlowUsers more) {
        Arrays.setAll(nodeUsers, node -> nodeUsers[node] + more.nodes()[node]);
        Arrays.setAll(linkUsers, link -> linkUsers[link] + more.links()[link]);
        users += more.all();
    }

    FlowReport report(StepNames names) {
        List<Node> nodes = IntStream.range(0, nodeTimes.length)
                .filter(node -> nodeTimes[node] > 0)
                .mapToObj(node -> new Node(
                        kept.placeOfNode(node),
                        name(names, kept.stepOfNode(node)),
                        nodeTimes[node],
                        nodeUsers[node],
                        ended[node]))
                .sorted(Comparator.comparingInt(Node::place)
                        .thenComparing(node -> node.label() == null)
                        .thenComparing(Comparator.comparingLong(Node::count).reversed())
                        .thenComparing(Node::label, NAMES))
                .toList();
        List<Link> links = IntStream.range(0, linkTimes.length)
                .filter(link -> linkTimes[link] > 0)
                .mapToObj(link -> new Link(
                        kept.placeOfLink(link),
                        name(names, kept.fromOfLink(link)),
                        name(names, kept.toOfLink(link)),
                        linkTimes[link],
                        linkUsers[link]))
                .sorted(Comparator.comparingInt(Link::place)
                        .thenComparing(Comparator.comparingLong(Link::count).reversed())
                        .thenComparing(Link::from, NAMES)
                        .thenComparing(Link::to, NAMES))
                .toList();
        return new FlowReport(journeys, users, nodes, links);
    }

    private static @Nullable String name(StepNames names, int step) {
        return step == StepTree.NONE ? null : names.name(step);
    }
}
