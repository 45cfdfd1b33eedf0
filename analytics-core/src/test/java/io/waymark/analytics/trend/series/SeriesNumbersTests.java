/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.event.DecimalNumber;
import io.waymark.analytics.event.PropertyValue;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SeriesNumbersTests {

    private static final DecimalNumber ONE = number("1");

    @Test
    void noMoreNumbersAreKeptForTheirMiddleThanFit() {
        SeriesNumbers numbers = new SeriesNumbers(Measure.MEDIAN, 1, 2);
        for (int i = 0; i < SeriesNumbers.MOST_KEPT; i++) {
            numbers.add(0, i & 1, ONE);
        }

        assertThatThrownBy(() -> numbers.add(0, 0, ONE)).isInstanceOf(UnansweredException.class);
        assertThatThrownBy(() -> numbers.another().add(0, 0, ONE)).isInstanceOf(UnansweredException.class);
    }

    @Test
    void anyNumberOfNumbersIsAddedUp() {
        SeriesNumbers numbers = new SeriesNumbers(Measure.SUM, 1, 1);

        assertThatCode(() -> {
                    for (int i = 0; i <= SeriesNumbers.MOST_KEPT; i++) {
                        numbers.add(0, 0, ONE);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void numbersAreAddedUpAsTheyWereSent() {
        NumberTally tally = new NumberTally(Measure.SUM);
        for (int i = 0; i < 10; i++) {
            tally.add(number("0.1"));
        }

        assertThat(tally.value()).isEqualTo(1.0);
    }

    @Test
    void whatADoubleCannotHoldIsNoNumber() {
        assertThat(DecimalNumber.of(new PropertyValue(PropertyValue.Kind.NUMBER, "1e301")))
                .isNull();
        assertThat(DecimalNumber.of(new PropertyValue(PropertyValue.Kind.NUMBER, "-1e-301")))
                .isNull();
        assertThat(DecimalNumber.of(new PropertyValue(PropertyValue.Kind.TEXT, "7")))
                .isNull();
        assertThat(number("0").nearest()).isZero();
        assertThat(number("-1e300").nearest()).isEqualTo(-1e300);
    }

    private static DecimalNumber number(String text) {
        return Objects.requireNonNull(DecimalNumber.of(new PropertyValue(PropertyValue.Kind.NUMBER, text)));
    }
}
