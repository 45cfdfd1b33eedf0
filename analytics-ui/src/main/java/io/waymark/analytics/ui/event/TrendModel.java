/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.ui.view.Series;
import org.jspecify.annotations.Nullable;

/**
 * How often an event happened.
 *
 * @param event its name
 * @param count how many
 * @param countBefore how many in the period before
 * @param users how many different people
 * @param usersBefore how many in the period before
 * @param people whether the chart shows people and not events
 * @param compare whether the period before was asked about
 * @param series the chart
 */
public record TrendModel(
        String event,
        long count,
        long countBefore,
        long users,
        long usersBefore,
        boolean people,
        boolean compare,
        Series series) {

    /** {@return how the number of events changed; null for none} */
    public @Nullable Delta countDelta() {
        return compare ? Delta.of(count, countBefore, false) : null;
    }

    /** {@return how the number of people changed; null for none} */
    public @Nullable Delta usersDelta() {
        return compare ? Delta.of(users, usersBefore, false) : null;
    }
}
