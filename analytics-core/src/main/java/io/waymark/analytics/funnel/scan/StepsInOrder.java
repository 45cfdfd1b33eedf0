/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

/** Finds attempts of funnels whose steps go in order. */
final class StepsInOrder extends ByInstant {

    private final int steps;
    private final long to;
    private final boolean firstOnly;
    private final WaitingAttempts attempts;

    StepsInOrder(FunnelPlan plan, WaitingAttempts attempts) {
        super(plan);
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
    void instant(int person, long millis, int serves, int ends) {
        if (attempts.made(person) == steps) {
            return;
        }
        boolean enters = (serves & 1) != 0 && millis < to && (!firstOnly || attempts.made(person) == 0);
        // From the deepest to the shallowest, so that none moves twice. Of those that get as far, the last one wins.
        boolean moved = false;
        for (int made = steps - 1; made > 0; made--) {
            if (attempts.waits(person, made)) {
                if ((serves >> made & 1) != 0) {
                    moved |= attempts.move(person, made, reached(made), millis, moved);
                } else if ((ends >> made & 1) != 0) {
                    attempts.drop(person, made);
                }
            }
        }
        if (enters) {
            attempts.start(person, reached(0), millis, moved);
        }
    }
}
