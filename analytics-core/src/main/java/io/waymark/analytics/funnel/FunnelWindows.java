/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import java.time.Duration;

/** How long attempts can stay open. */
final class FunnelWindows {

    private FunnelWindows() {}

    /** The longest time from the start of an attempt to its last step. */
    static Duration longest(FunnelDefinition definition) {
        return restarts(definition)
                ? definition.conversionWindow().multipliedBy(definition.steps().size() - 1L)
                : definition.conversionWindow();
    }

    /** The instant up to which an unfinished attempt can make its next step, in milliseconds. */
    static long closes(FunnelDefinition definition, long[] attempt) {
        long since = restarts(definition) ? attempt[attempt.length - 1] : attempt[0];
        return since + definition.conversionWindow().toMillis();
    }

    private static boolean restarts(FunnelDefinition definition) {
        return definition.windowFrom() == WindowFrom.PREVIOUS_STEP && definition.order() != FunnelOrder.ANY;
    }
}
