/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import java.util.Objects;

/**
 * What a flow is about.
 *
 * @param plan which part of each journey is kept
 * @param top how many different steps are told apart at each place
 * @param key equal, by content, for questions about the same journeys and steps that differ at most in when they were, and in
 *     for how long people are quiet
 */
public record FlowQuestion(FlowPlan plan, int top, Object key) {

    public FlowQuestion {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(key, "key");
    }
}
