/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.journey.step.StepTree;

/** The numbers of what is told apart, by the nodes of a tree. Immutable, and safe for use by many threads. */
final class KeptNodes {

    private final int[] nodes;
    private final int[] links;

    KeptNodes(StepTree tree, KeptSteps kept) {
        this.nodes = new int[tree.size()];
        this.links = new int[tree.size()];
        for (int node = tree.roots(); node < nodes.length; node++) {
            int place = tree.place(node);
            int parent = tree.parent(node);
            nodes[node] = kept.node(place, tree.step(node));
            links[node] =
                    parent < tree.roots() ? StepTree.NONE : kept.link(place - 1, tree.step(parent), tree.step(node));
        }
    }

    /** The number of the last step of a way at its place. */
    int node(int node) {
        return nodes[node];
    }

    /** The number of the last two steps of a way; {@link StepTree#NONE} if it has one. */
    int link(int node) {
        return links[node];
    }
}
