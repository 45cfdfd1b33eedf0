/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.journey.step.ScanMemory;
import java.util.Arrays;

/**
 * Ways as nodes of a tree: each node is a step after those of its parent. Not safe for use by several threads.
 *
 * <ol>
 *   <li>The first nodes, which have no step, are where ways begin: node k is the one from which k steps lead to place 0.
 *   <li>A child has a greater number than its parent.
 *   <li>Children are found by parent and step in a table with open addresses, at most half of it taken.
 * </ol>
 */
final class StepTree {

    /** No node, and no step. */
    static final int NONE = -1;

    private static final int BYTES = 3 * Integer.BYTES + 1 + 2 * Integer.BYTES;

    private final ScanMemory memory;
    private final int roots;
    private int size;
    private int[] parents = new int[64];
    private int[] steps = new int[64];
    private byte[] places = new byte[64];
    private int[] table = new int[128];

    /**
     * Starts without any way.
     *
     * @param memory bounds it
     * @param before at most so many steps lead to place 0
     */
    StepTree(ScanMemory memory, int before) {
        this.memory = memory;
        this.roots = before + 1;
        for (int root = 0; root < roots; root++) {
            parents[root] = NONE;
            steps[root] = NONE;
            places[root] = (byte) (-root - 1);
        }
        size = roots;
        Arrays.fill(table, NONE);
        memory.take((long) parents.length * BYTES);
    }

    /** {@return how many nodes there are} */
    int size() {
        return size;
    }

    /** {@return how many of them have no step; they come first} */
    int roots() {
        return roots;
    }

    /**
     * The node before.
     *
     * @param node a node
     * @return the one whose steps it goes on; {@link #NONE} where a way begins
     */
    int parent(int node) {
        return parents[node];
    }

    /**
     * The last step of a way.
     *
     * @param node a node
     * @return the number of the step; {@link #NONE} where a way begins
     */
    int step(int node) {
        return steps[node];
    }

    /**
     * The place of the last step of a way.
     *
     * @param node a node
     * @return the place; one before that of the first step where a way begins
     */
    int place(int node) {
        return places[node];
    }

    /**
     * Goes on.
     *
     * @param parent a node
     * @param step the number of the next step
     * @return the node of the same steps and this one
     * @throws io.waymark.analytics.chunk.UnansweredException if there are too many
     */
    int child(int parent, int step) {
        int mask = table.length - 1;
        int slot = hash(parent, step) & mask;
        for (int node = table[slot]; node != NONE; node = table[slot]) {
            if (parents[node] == parent && steps[node] == step) {
                return node;
            }
            slot = (slot + 1) & mask;
        }
        table[slot] = size;
        return add(parent, step);
    }

    /**
     * Goes on where somebody did.
     *
     * @param parent a node
     * @param step the number of the next step
     * @return the node of the same steps and this one; {@link #NONE} if there is none
     */
    int find(int parent, int step) {
        int mask = table.length - 1;
        int slot = hash(parent, step) & mask;
        int node = table[slot];
        while (node != NONE && (parents[node] != parent || steps[node] != step)) {
            slot = (slot + 1) & mask;
            node = table[slot];
        }
        return node;
    }

    private int add(int parent, int step) {
        if (size == parents.length) {
            memory.take((long) size * BYTES);
            parents = Arrays.copyOf(parents, 2 * size);
            steps = Arrays.copyOf(steps, 2 * size);
            places = Arrays.copyOf(places, 2 * size);
        }
        int node = size++;
        parents[node] = parent;
        steps[node] = step;
        places[node] = (byte) (places[parent] + 1);
        if (2 * size > table.length) {
            rehash();
        }
        return node;
    }

    private void rehash() {
        table = new int[2 * table.length];
        Arrays.fill(table, NONE);
        int mask = table.length - 1;
        for (int node = roots; node < size; node++) {
            int slot = hash(parents[node], steps[node]) & mask;
            while (table[slot] != NONE) {
                slot = (slot + 1) & mask;
            }
            table[slot] = node;
        }
    }

    private static int hash(int parent, int step) {
        long mixed = (((long) parent << 32) | step) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
