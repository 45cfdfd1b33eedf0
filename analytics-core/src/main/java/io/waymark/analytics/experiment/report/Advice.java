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
        /** Something is wrong with the data, so no figure can be trusted. */
        UNHEALTHY,
        /** Too few people, conversions or days to say anything. */
        TOO_EARLY,
        /** A variant is significantly better than the control. */
        BETTER,
        /** A variant is significantly worse than the control. */
        WORSE,
        /** The data does not tell the variants apart. */
        NOT_CLEAR
    }
}
