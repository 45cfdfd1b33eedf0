/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.analytics.chunk.UnansweredException;
import org.junit.jupiter.api.Test;

class ClientVisitsTests {

    @Test
    void giveMemoryBackWhenABucketOfManyHasEnded() {
        WalkMemory memory = new WalkMemory(Long.MAX_VALUE, any -> {});
        ClientVisits visits = new ClientVisits(memory);
        for (int bucket = 0; bucket < 3; bucket++) {
            for (int i = 0; i < 200_000; i++) {
                assertThat(visits.of(i % 1_000, i * 0x9E3779B97F4A7C15L)).isEqualTo(EventWalk.PEOPLE + i);
            }
            assertThat(visits.of(7, 7 * 0x9E3779B97F4A7C15L)).isEqualTo(EventWalk.PEOPLE + 7);
            assertThat(visits.size()).isEqualTo(200_000);
            assertThat(memory.taken()).isGreaterThan(200_000 * 10);
            visits.clear();
            assertThat(memory.taken()).isZero();
            assertThat(visits.size()).isZero();
        }
    }

    @Test
    void areNotKeptBeyondTheBound() {
        ClientVisits visits = new ClientVisits(new WalkMemory(1 << 20, any -> {}));
        assertThatExceptionOfType(UnansweredException.class).isThrownBy(() -> {
            for (int i = 0; i < 200_000; i++) {
                visits.of(0, i);
            }
        });
    }
}
