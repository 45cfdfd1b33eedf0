/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackedValuesTests {

    private static final int PROPERTY = 7;

    @Test
    void valuesAreReadAsTheyWereWrittenHoweverLongTheyAre() {
        for (int length = 0; length < 300; length++) {
            String json = "\"" + "a".repeat(length) + "\"";
            EventSorter sorter = new EventSorter(1, 0, List.of(PROPERTY), 10);
            sorter.add(5, 1_000);
            sorter.value(0, json);
            sorter.add(5, 2_000);
            sorter.add(6, 1_000);
            sorter.value(0, "1.50");

            PackedPart part = sorter.parts().get(0);
            PackedValues read = PackedValues.of(part.values().get(PROPERTY).bytes(), PROPERTY, 3)
                    .expect(part.events());

            assertThat(List.of(read.json(read.code(0)), read.json(read.code(1)), read.json(read.code(2))))
                    .containsExactly(json, "null", "1.50");
            assertThat(read.count(read.code(0))).isEqualTo(1);
        }
    }
}
