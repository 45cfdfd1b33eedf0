/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiftScaleTests {

    @Test
    void hasRoomForAllIntervalsAndForZero() {
        LiftScale scale = LiftScale.of(List.of(1.5, 28.3, -10.6, 16.2));

        assertThat(scale).isEqualTo(new LiftScale(-20, 40, 20));
        assertThat(scale.ticks()).containsExactly(-20.0, 0.0, 20.0, 40.0);
        assertThat(scale.at(0)).isBetween(33.3, 33.4);
        assertThat(scale.at(1_000)).isEqualTo(100);
    }

    @Test
    void keepsZeroWhenEverythingIsBetter() {
        assertThat(LiftScale.of(List.of(49.1, 87.8)).min()).isZero();
    }

    @Test
    void isThereWithoutAnyInterval() {
        assertThat(LiftScale.of(List.of()).ticks()).contains(0.0);
    }
}
