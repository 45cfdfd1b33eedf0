/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TypedDurationTests {

    @Test
    void isANumberOfAUnit() {
        assertThat(TypedDuration.toJson("90", "m")).isEqualTo("PT1H30M");
        assertThat(TypedDuration.toJson("1.5", "d")).isEqualTo("PT36H");
        assertThat(TypedDuration.toJson("0.0000001", "ms")).isEqualTo("PT0S");
        assertThat(TypedDuration.toJson("2", "fortnight")).isEqualTo("PT2H");
        assertThat(TypedDuration.of(new BigDecimal("0.33333333"), "h")).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void leavesWhatIsNoLengthForTheCheckToFind() {
        for (String text : new String[] {"", "soon", "1e999999999", "1,5", "999999999999", "1234567890123"}) {
            assertThat(TypedDuration.toJson(text, "d")).isEqualTo(text);
        }
        assertThatThrownBy(() -> TypedDuration.of(new BigDecimal("999999999999"), "d"))
                .isInstanceOf(ArithmeticException.class);
    }
}
