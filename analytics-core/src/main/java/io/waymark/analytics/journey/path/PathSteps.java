/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.step.JourneySteps;
import io.waymark.analytics.journey.step.Takers;
import java.util.Arrays;

/** Counts transitions, and with which steps journeys began. */
final class PathSteps implements JourneySteps<PathBucket> {

    private static final int NOTHING = -1;

    private final WalkMemory memory;
    private final int length;
    private final PathCounts counts;
    private final int bytes;
    private final Transitions transitions;
    private final Takers movements;
    private int[] last = new int[64];
    private byte[] lengths = new byte[64];
    private char[] firsts;

    PathSteps(WalkMemory memory, int length) {
        this.memory = memory;
        this.length = length;
        this.counts = new PathCounts(memory);
        this.bytes = Integer.BYTES + 1 + length * Character.BYTES;
        this.firsts = new char[last.length * length];
        this.transitions = counts.transitions();
        this.movements = counts.movements();
        memory.take((long) last.length * bytes);
    }

    @Override
    public void begin(int journey) {
        if (journey >= last.length) {
            int more = Math.max(journey + 1, 2 * last.length);
            memory.take((long) (more - last.length) * bytes);
            last = Arrays.copyOf(last, more);
            lengths = Arrays.copyOf(lengths, more);
            firsts = Arrays.copyOf(firsts, more * length);
        }
        last[journey] = NOTHING;
        lengths[journey] = 0;
    }

    @Override
    public void event(int journey, int person, long millis, int step) {
        int before = last[journey];
        if (before == step) {
            return;
        }
        if (before != NOTHING) {
            movements.add(transitions.number(before, step), person);
        }
        if (step > Character.MAX_VALUE) {
            throw new UnansweredException("There are too many different steps");
        }
        last[journey] = step;
        if (lengths[journey] < length) {
            firsts[journey * length + lengths[journey]++] = (char) step;
        }
    }

    @Override
    public void end(int journey, int person) {
        counts.takers().add(counts.paths().number(firsts, journey * length, lengths[journey]), person);
    }

    @Override
    public PathBucket finish(int bucket) {
        return new PathBucket(
                counts,
                new TakersFigures(memory, counts.takers().finish()),
                new TakersFigures(memory, movements.finish()));
    }
}
