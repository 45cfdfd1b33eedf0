/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpanTests {

    @Test
    void losesNothingOfALengthOfTime() {
        long seed = new Random().nextLong();
        System.out.println("SpanTests seed " + seed);
        Random random = new Random(seed);
        long[] units = {1, 1_000, 60_000, 3_600_000, 86_400_000};
        for (int i = 0; i < 1_000; i++) {
            Duration duration = Duration.ofMillis((1 + random.nextInt(366)) * units[random.nextInt(units.length)]);
            FormFaults faults = new FormFaults();
            assertThat(Span.of(duration).duration("/window", faults)).isEqualTo(duration);
            assertThat(faults.count()).isZero();
        }
        assertThat(Span.of(Duration.ofMinutes(90))).isEqualTo(new Span("90", "m"));
        assertThat(new Span("1.5", "h").duration("/window", new FormFaults())).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void saysOfALengthThatNoClockCountsThatItIsTooLong() {
        FormFaults faults = new FormFaults();
        assertThat(new Span("999999999999", "d").duration("/window", faults)).isNull();
        assertThat(faults.has("/window")).isTrue();
        assertThat(Span.NONE.duration("/delay", faults)).isNull();
        assertThat(faults.has("/delay")).isFalse();
    }
}
