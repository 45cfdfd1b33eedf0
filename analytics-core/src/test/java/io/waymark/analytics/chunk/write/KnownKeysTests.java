/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownKeysTests {

    private final KnownKeys.Memory memory = new KnownKeys.Memory();
    private final KnownKeys keys = new KnownKeys(List.of("plan", "price")::indexOf, memory);

    @Test
    void knowsAKeyByItsPlaceWhateverComesBefore() {
        assertThat(next(keys.none(), "\"plan\"").place()).isZero();
        assertThat(next(keys.none(), "\"price\"").place()).isEqualTo(1);
        assertThat(next(next(keys.none(), "\"a\"").sequence(), "\"price\"").place())
                .isEqualTo(1);
        assertThat(next(keys.none(), "\"pla\"").place()).isNegative();
        assertThat(next(keys.none(), "\"plan\"").place()).isZero();
    }

    @Test
    void listsTheKeysOfAnEvent() {
        KnownKeys.Sequence plan = next(keys.none(), "\"plan\"").sequence();

        assertThat(keys.none().json()).isNull();
        assertThat(plan.json()).isEqualTo("[\"plan\"]");
        assertThat(next(plan, "\"price\"").sequence().json()).isEqualTo("[\"plan\", \"price\"]");
    }

    @Test
    void forgetsKeysThatAreOthersInEveryEvent() {
        KnownKeys others = new KnownKeys(key -> 0, memory);
        KnownKeys.Sequence first = keys.none();
        KnownKeys.Sequence firstOfOthers = others.none();
        for (int i = 0; i < 50_000; i++) {
            next(keys.none(), "\"" + Integer.toString(i, Character.MAX_RADIX) + "\"");
        }
        assertThat(keys.none()).isNotSameAs(first);
        assertThat(others.none()).isSameAs(firstOfOthers);
    }

    private static KnownKeys.Key next(KnownKeys.Sequence before, String key) {
        return before.next(("{" + key + ": 1}").getBytes(StandardCharsets.UTF_8), 1);
    }
}
