/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ways of journeys of one bucket of people, one after the other in blocks, each of which is twice as long as the one
 * before, up to 128 KB. Each is written as characters:
 *
 * <ol>
 *   <li>the person: their place in the bucket;
 *   <li>how many steps are before place 0 (above bit 8), how many there are (from bit 1), and whether the journey goes on
 *       after them (bit 0);
 *   <li>the numbers of the steps, each a character.
 * </ol>
 *
 * <p>Not safe for use by several threads while ways are added.
 */
final class WayLog {

    private static final int FIRST_BLOCK = 1 << 8;
    private static final int BLOCK = 1 << 16;
    private static final int HEAD = 2;

    private final WalkMemory memory;
    private final List<char[]> blocks = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private char[] block = new char[0];
    private int end;

    WayLog(WalkMemory memory) {
        this.memory = memory;
    }

    /** Is told of ways. */
    interface Way {

        /** The next way: its steps are so many characters from a place of a block on. */
        void way(int person, int before, boolean goesOn, char[] block, int from, int length);
    }

    void add(int person, int before, boolean goesOn, char[] steps, int from, int length) {
        if (block.length - end < HEAD + length) {
            int next = block.length == 0 ? FIRST_BLOCK : Math.min(BLOCK, 2 * block.length);
            close();
            memory.take((long) next * Character.BYTES);
            block = new char[next];
        }
        block[end] = (char) person;
        block[end + 1] = (char) (before << 8 | length << 1 | (goesOn ? 1 : 0));
        System.arraycopy(steps, from, block, end + HEAD, length);
        end += HEAD + length;
    }

    private void close() {
        if (block.length > 0) {
            blocks.add(block);
            ends.add(end);
            block = new char[0];
            end = 0;
        }
    }

    /** Nothing is added any more. Gives back what is left of the last block. */
    void finish() {
        memory.take(-(long) (block.length - end) * Character.BYTES);
        block = Arrays.copyOf(block, end);
        close();
    }

    void tell(Way way) {
        for (int i = 0; i < blocks.size(); i++) {
            tell(blocks.get(i), ends.get(i), way);
        }
    }

    private static void tell(char[] block, int end, Way way) {
        for (int at = 0; at < end; ) {
            int head = block[at + 1];
            int length = head >>> 1 & 0x7F;
            way.way(block[at], head >>> 8, (head & 1) != 0, block, at + HEAD, length);
            at += HEAD + length;
        }
    }

    /** Gives back what it took: it is not needed any more. */
    void release() {
        blocks.forEach(own -> memory.take(-(long) own.length * Character.BYTES));
        blocks.clear();
        ends.clear();
    }
}
