/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.journey.step.People;
import org.jspecify.annotations.Nullable;

/** The people of one bucket who have what is told apart. Not safe for use by several threads. */
final class FlowPeople {

    private final People all = new People();
    private final @Nullable People[] nodes;
    private final @Nullable People[] links;

    FlowPeople(KeptSteps kept) {
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

    private static People of(@Nullable People[] people, int number) {
        People known = people[number];
        if (known == null) {
            known = new People();
            people[number] = known;
        }
        return known;
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
