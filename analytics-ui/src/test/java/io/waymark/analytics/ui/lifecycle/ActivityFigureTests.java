/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActivityFigureTests {

    @Test
    void aMeanOfManyPeopleIsAWholeNumber() {
        assertThat(ActivityFigure.rounded(2_347.182)).isEqualTo(2_347);
        assertThat(ActivityFigure.rounded(4.5454)).isEqualTo(4.5);
        assertThat(ActivityFigure.rounded(99.96)).isEqualTo(100);
    }
}
