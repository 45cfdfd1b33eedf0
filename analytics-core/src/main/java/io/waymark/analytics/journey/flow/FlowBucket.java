/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.journey.step.BucketTakers;
import io.waymark.analytics.journey.step.People;
import io.waymark.analytics.journey.step.StepTree;
import org.jspecify.annotations.Nullable;

/**
 * Who of a bucket of people took which way.
 *
 * @param counts what the thread counted that this bucket was told to
 * @param takers who took the ways, by the numbers that it has
 */
record FlowBucket(FlowCounts counts, BucketTakers takers) {

    /** Counts the people of what is told apart, by the numbers that the nodes of the tree have. */
    FlowUsers users(KeptSteps kept, KeptNodes numbers) {
        StepTree tree = counts.tree();
        @Nullable People[] nodes = new @Nullable People[kept.nodes()];
        @Nullable People[] links = new @Nullable People[kept.links()];
        People all = new People();
        takers.tell(
                (way, person) -> {
                    all.add(person);
                    for (int node = way >>> 1; node >= tree.roots(); node = tree.parent(node)) {
                        of(nodes, numbers.node(node)).add(person);
                        if (numbers.link(node) >= 0) {
                            of(links, numbers.link(node)).add(person);
                        }
                    }
                },
                (way, people) -> {
                    all.addAll(people);
                    for (int node = way >>> 1; node >= tree.roots(); node = tree.parent(node)) {
                        of(nodes, numbers.node(node)).addAll(people);
                        if (numbers.link(node) >= 0) {
                            of(links, numbers.link(node)).addAll(people);
                        }
                    }
                });
        return new FlowUsers(sizes(nodes), sizes(links), all.size());
    }

    private static People of(@Nullable People[] people, int number) {
        People known = people[number];
        if (known == null) {
            known = new People();
            people[number] = known;
        }
        return known;
    }

    private static long[] sizes(@Nullable People[] people) {
        long[] sizes = new long[people.length];
        for (int number = 0; number < sizes.length; number++) {
            People known = people[number];
            sizes[number] = known == null ? 0 : known.size();
        }
        return sizes;
    }
}
