/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TypedTextTests {

    private static final List<String> PIECES =
            List.of("\"", "\\", ",", " ", "5", ".", "true", "false", "e", "-", "ß", "I", "i", "\u0661", "{", "null");

    @Test
    void showsValuesAsPeopleWouldTypeThem() {
        assertThat(TypedText.of("DE")).isEqualTo("DE");
        assertThat(TypedText.of(true)).isEqualTo("true");
        assertThat(TypedText.of(new BigDecimal("7.5"))).isEqualTo("7.5");
        assertThat(TypedText.of("5")).isEqualTo("\"5\"");
        assertThat(TypedText.of("true")).isEqualTo("\"true\"");
        assertThat(TypedText.of("")).isEqualTo("\"\"");
        assertThat(TypedText.ofAll(List.of("DE", "5", new BigDecimal("5"), "a, b")))
                .isEqualTo("DE, \"5\", 5, \"a, b\"");
    }

    @Test
    void takesWhatIsNoQuotedTextAsItStands() {
        assertThat(TypedText.read("\"half")).isEqualTo("\"half");
        assertThat(TypedText.read("\"a\" or \"b\"")).isEqualTo("\"a\" or \"b\"");
        assertThat(TypedText.readAll("DE, AT,, \"half, 3")).containsExactly("DE", "AT", "\"half", new BigDecimal("3"));
    }

    @Test
    void keepsTheTypeOfEveryValue() {
        long seed = new Random().nextLong();
        System.out.println("TypedTextTests seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            List<Object> values = IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(place -> value(random))
                    .toList();
            assertThat(TypedText.read(TypedText.of(values.get(0)))).isEqualTo(values.get(0));
            assertThat(TypedText.readAll(TypedText.ofAll(values))).isEqualTo(values);
        }
    }

    private static Object value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextBoolean();
            case 1 -> BigDecimal.valueOf(random.nextInt(2_000) - 1_000, random.nextInt(4));
            default -> {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    text.append(PIECES.get(random.nextInt(PIECES.size())));
                }
                yield text.toString();
            }
        };
    }
}
