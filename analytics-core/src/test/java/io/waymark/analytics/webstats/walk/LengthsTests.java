/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LengthsTests {

    private final long seed = Long.getLong("lengths.seed", new Random().nextLong());

    @Test
    void findTheMedianOfAllThatWereAdded() {
        System.out.println("LengthsTests seed " + seed);
        for (int world = 0; world < 100; world++) {
            Random random = new Random(seed + world);
            WalkMemory memory = new WalkMemory(Long.MAX_VALUE, any -> {});
            Lengths all = new Lengths(memory);
            List<Long> expected = new ArrayList<>();
            int different = 1 + random.nextInt(random.nextBoolean() ? 10 : 1_000_000);
            for (int part = random.nextInt(4); part > 0; part--) {
                Lengths some = new Lengths(memory);
                for (int i = random.nextInt(random.nextBoolean() ? 4 : 8_000); i > 0; i--) {
                    long length = random.nextInt(different);
                    some.add(length);
                    expected.add(length);
                }
                all.add(some);
            }
            assertThat(all.size()).isEqualTo(expected.size());
            assertThat(all.medianSeconds()).as("seed %s", seed + world).isEqualTo(median(expected));
        }
    }

    private static double median(List<Long> lengths) {
        if (lengths.isEmpty()) {
            return 0;
        }
        Collections.sort(lengths);
        double lower = lengths.get((lengths.size() - 1) / 2) / 1_000.0;
        double upper = lengths.get(lengths.size() / 2) / 1_000.0;
        return lengths.size() % 2 == 1 ? lower : lower + 0.5 * (upper - lower);
    }

    @Test
    void takeMemoryForThoseThatDifferOnly() {
        WalkMemory memory = new WalkMemory(1 << 20, any -> {});
        Lengths lengths = new Lengths(memory);
        for (int i = 0; i < 1 << 20; i++) {
            lengths.add(i & 0xFF);
        }
        assertThat(lengths.medianSeconds()).isEqualTo(0.127 + 0.5 * (0.128 - 0.127));
        assertThat(memory.taken()).isBetween(1L, 10_000L);
        assertThatExceptionOfType(UnansweredException.class).isThrownBy(() -> {
            for (int i = 0; i < 1 << 20; i++) {
                lengths.add(i);
            }
        });
    }
}
