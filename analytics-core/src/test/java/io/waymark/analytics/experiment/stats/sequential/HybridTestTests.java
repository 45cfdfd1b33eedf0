/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.experiment.stats.sequential.HybridTest.Decision;
import org.junit.jupiter.api.Test;

class HybridTestTests {

    @Test
    void sharesAlphaBetweenBothTests() {
        HybridTest planned = new HybridTest(0.05, 10_000);
        assertThat(planned.sequence().alpha() + planned.fixedAlpha()).isCloseTo(0.05, within(1e-15));
        assertThat(planned.sequence().tunedTo()).isEqualTo(10_000);
        HybridTest unplanned = new HybridTest(0.05, 0);
        assertThat(unplanned.sequence().alpha()).isEqualTo(0.05);
        assertThat(unplanned.fixedAlpha()).isZero();
        assertThat(unplanned.asPlanned(Effect.normal(9, 1)).significant()).isFalse();
    }

    @Test
    void isSignificantExactlyWhenItsIntervalExcludesZero() {
        HybridTest planned = new HybridTest(0.05, 10_000);
        for (double t = 0; t < 6; t += 0.01) {
            Effect effect = Effect.normal(t, 1);
            for (Decision decision : new Decision[] {planned.whileRunning(effect, 4_000), planned.asPlanned(effect)}) {
                assertThat(decision.significant())
                        .as("t = " + t)
                        .isEqualTo(!decision.interval().contains(0));
                assertThat(decision.significant()).isEqualTo(decision.pValue() < 0.05);
            }
        }
    }
}
