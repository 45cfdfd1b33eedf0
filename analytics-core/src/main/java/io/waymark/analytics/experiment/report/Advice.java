/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import org.jspecify.annotations.Nullable;

/**
 * What to make of an experiment's figures.
 *
 * @param code the kind of advice
 * @param text the advice with its reason, as a sentence or two
 * @param variant the variant it is about; null if it is about none, and always while the data is unhealthy
 */
public record Advice(Code code, String text, @Nullable String variant) {

    /** The kinds of advice, in order: the first that applies is given. */
    public enum Code {
        /** Nobody has been exposed. */
        NO_DATA,
        /** Something is wrong with the data, and nobody has said that they know. */
        UNHEALTHY,
        /** A variant does harm: a goal or a guardrail is significantly worse. */
        STOP_HARM,
        /** Too few people, conversions or days to say anything. */
        TOO_EARLY,
        /** A variant is significantly better than the control. */
        SHIP,
        /** A variant is significantly worse than the control, and the plan is fulfilled. */
        ROLL_BACK,
        /** Some goals are better and others worse: somebody has to weigh them. */
        REVIEW,
        /** The plan is fulfilled, and there is no effect beyond what the interval leaves. */
        NO_EFFECT,
        /** Nothing can be said yet. */
        KEEP_RUNNING,
        /** It is paused, and nothing can be said from what it has shown so far. */
        PAUSED,
        /** It has ended, and nothing can be said from what it has shown. */
        INCONCLUSIVE
    }
}
