/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    @Test
    void makesIdsOfVersionSevenThatCarryTheirTime() {
        UUID id = EventIds.next(NOON);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(EventIds.hasTime(id)).isTrue();
        assertThat(EventIds.timeOf(id)).isEqualTo(NOON);
    }

    @Test
    void readsTheTimeOfTheExampleInTheStandard() {
        UUID id = UUID.fromString("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");

        assertThat(EventIds.timeOf(id)).isEqualTo(Instant.parse("2022-02-22T19:22:22Z"));
    }

    @Test
    void makesNoIdTwice() {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            ids.add(EventIds.next(NOON));
        }
        assertThat(ids).hasSize(100_000);
    }

    @Test
    void sortsByTime() {
        assertThat(EventIds.next(NOON).toString())
                .isLessThan(EventIds.next(NOON.plusMillis(1)).toString());
    }

    @Test
    void takesAUuidForItself() {
        String text = "0190163d-8694-739B-AEA5-966c26f8ad91";
        assertThat(EventIds.of(text)).isEqualTo(UUID.fromString(text));
    }

    @Test
    void derivesAnIdFromAnythingElse() {
        assertThat(EventIds.of("ajs-next-1"))
                .isEqualTo(EventIds.of("ajs-next-1"))
                .isNotEqualTo(EventIds.of("ajs-next-2"));
        assertThat(EventIds.of("1-1-1-1-1")).isNotEqualTo(UUID.fromString("1-1-1-1-1"));
        assertThat(EventIds.hasTime(EventIds.of("ajs-next-1"))).isFalse();
    }
}
