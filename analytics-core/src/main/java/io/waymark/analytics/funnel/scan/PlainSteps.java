/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import io.waymark.analytics.chunk.scan.EventPlaces.Places;
import io.waymark.analytics.chunk.scan.SliceMerge;

/**
 * Finds attempts of funnels whose steps go in order, each with an event of its own, and that nothing ends.
 *
 * <p>Events of one instant come in the order of their steps, which is the order that helps: whoever is displaced by an
 * attempt that arrives would have gone as far at that instant, and no later.
 */
final class PlainSteps implements SliceMerge.Events {

    private final int steps;
    private final long to;
    private final boolean firstOnly;
    private final WaitingAttempts attempts;

    PlainSteps(FunnelPlan plan, WaitingAttempts attempts) {
        this.steps = plan.steps();
        this.to = plan.to();
        this.firstOnly = plan.firstOnly();
        this.attempts = attempts;
    }

    @Override
    public void expect(int people) {
        attempts.expect(people);
    }

    @Override
    public void event(int person, long millis, int step, Places numbers) {
        if (step > 0) {
            if (attempts.waits(person, step)
                    && attempts.move(person, step, step + 1, millis, false)
                    && step + 1 == steps) {
                attempts.rest(person);
            }
        } else if (millis < to && attempts.made(person) < (firstOnly ? 1 : steps)) {
            attempts.start(person, millis);
        }
    }
}
