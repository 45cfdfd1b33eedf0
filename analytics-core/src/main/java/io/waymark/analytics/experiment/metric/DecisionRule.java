/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.metric;

import java.util.Collection;

/**
 * What the states of goals and guardrails add up to. The two rules are those that GrowthBook's users know by these names.
 */
public enum DecisionRule {
    /** Ships what is proved: all goals won, no guardrail lost. */
    CLEAR_SIGNALS {
        @Override
        public Outcome decide(Collection<State> goals, Collection<State> guardrails) {
            if (guardrails.contains(State.LOSER)) {
                return Outcome.ROLL_BACK;
            }
            if (!goals.isEmpty() && goals.stream().allMatch(state -> state == State.WINNER)) {
                return Outcome.SHIP;
            }
            return goals.contains(State.LOSER) && !goals.contains(State.WINNER) ? Outcome.ROLL_BACK : Outcome.REVIEW;
        }
    },
    /** Ships what harms nothing: no goal and no guardrail lost. For changes that are wanted anyway. */
    DO_NO_HARM {
        @Override
        public Outcome decide(Collection<State> goals, Collection<State> guardrails) {
            return goals.contains(State.LOSER) || guardrails.contains(State.LOSER) ? Outcome.ROLL_BACK : Outcome.SHIP;
        }
    };

    /**
     * Decides about a variant.
     *
     * @param goals the states of its goals
     * @param guardrails the states of its guardrails
     * @return what to do with it
     */
    public abstract Outcome decide(Collection<State> goals, Collection<State> guardrails);

    /** What is known of a metric of a variant. */
    public enum State {
        /** It is significantly better than in the control. */
        WINNER,
        /** It is significantly worse than in the control. */
        LOSER,
        /** It is not told apart from the control. */
        NEUTRAL
    }

    /** What to do with a variant. */
    public enum Outcome {
        /** Give it to everybody. */
        SHIP,
        /** Give it to nobody. */
        ROLL_BACK,
        /** Nothing follows from the figures: somebody has to weigh them. */
        REVIEW
    }
}
