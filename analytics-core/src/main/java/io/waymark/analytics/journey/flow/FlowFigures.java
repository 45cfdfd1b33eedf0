/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.FlowReport.Link;
import io.waymark.analytics.journey.FlowReport.Node;
import io.waymark.analytics.journey.step.StepNames;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What was counted, by the numbers of what is told apart. Not safe for use by several threads. */
final class FlowFigures {

    private static final Comparator<@Nullable String> NAMES = Comparator.nullsLast(PropertyValue::compareText);

    private final KeptSteps kept;
    private final WalkMemory memory;
    private final long bytes;
    private final long[] nodeTimes;
    private final long[] nodeUsers;
    private final long[] ended;
    private final long[] linkTimes;
    private final long[] linkUsers;
    private long journeys;
    private long users;

    FlowFigures(KeptSteps kept, WalkMemory memory) {
        this.kept = kept;
        this.memory = memory;
        this.bytes = (3L * kept.nodes() + 2L * kept.links()) * Long.BYTES;
        memory.take(bytes);
        this.nodeTimes = new long[kept.nodes()];
        this.nodeUsers = new long[kept.nodes()];
        this.ended = new long[kept.nodes()];
        this.linkTimes = new long[kept.links()];
        this.linkUsers = new long[kept.links()];
    }

    void addNode(int node, long times) {
        nodeTimes[node] += times;
    }

    void addLink(int link) {
        linkTimes[link]++;
    }

    /** Adds journeys whose last step is known. */
    void addJourneys(int last, long times, boolean goOn) {
        journeys += times;
        ended[last] += goOn ? 0 : times;
    }

    /** Says whose it is. */
    void setUsers(FlowPeople people) {
        Arrays.setAll(nodeUsers, people::nodeUsers);
        Arrays.setAll(linkUsers, people::linkUsers);
        users = people.all().size();
    }

    /** Adds what was counted of other people. */
    void add(FlowFigures others) {
        add(nodeTimes, others.nodeTimes);
        add(nodeUsers, others.nodeUsers);
        add(ended, others.ended);
        add(linkTimes, others.linkTimes);
        add(linkUsers, others.linkUsers);
        journeys += others.journeys;
        users += others.users;
    }

    /** Gives back what it took: it is not needed any more. */
    void release() {
        memory.take(-bytes);
    }

    private static void add(long[] sums, long[] more) {
        Arrays.setAll(sums, i -> sums[i] + more[i]);
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
        return new FlowReport(journeys, users, nodes, links, false);
    }

    private static @Nullable String name(StepNames names, int step) {
        return step == StepNames.NONE ? null : names.name(step);
    }
}
