/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.step.People;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The people of one bucket who have what is told apart. Not safe for use by several threads. */
final class FlowPeople {

    private final WalkMemory memory;
    private final long bytes;
    private final People all;
    private final @Nullable People[] nodes;
    private final @Nullable People[] links;

    FlowPeople(KeptSteps kept, WalkMemory memory) {
        this.memory = memory;
        this.bytes = (long) (kept.nodes() + kept.links()) * Long.BYTES;
        memory.take(bytes);
        this.all = new People(memory);
        this.nodes = new @Nullable People[kept.nodes()];
        this.links = new @Nullable People[kept.links()];
    }

    People all() {
        return all;
    }

    People ofNode(int node) {
        return of(nodes, node);
    }

    People ofLink(int link) {
        return of(links, link);
    }

    /** Adds the people of the same bucket who have the same; they stay as they are. */
    void addAll(FlowPeople others) {
        all.addAll(others.all);
        for (int node = 0; node < nodes.length; node++) {
            add(nodes, node, others.nodes[node]);
        }
        for (int link = 0; link < links.length; link++) {
            add(links, link, others.links[link]);
        }
    }

    private void add(@Nullable People[] people, int number, @Nullable People more) {
        if (more != null) {
            of(people, number).addAll(more);
        }
    }

    private People of(@Nullable People[] people, int number) {
        People known = people[number];
        if (known == null) {
            known = new People(memory);
            people[number] = known;
        }
        return known;
    }

    /** Gives back what it took: it is not needed any more. */
    void release() {
        all.release();
        Stream.of(nodes, links).flatMap(Arrays::stream).filter(Objects::nonNull).forEach(People::release);
        memory.take(-bytes);
    }

    long nodeUsers(int node) {
        return size(nodes[node]);
    }

    long linkUsers(int link) {
        return size(links[link]);
    }

    private static long size(@Nullable People people) {
        return people == null ? 0 : people.size();
    }
}
