/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

/**
 * Which variant a person gets, and why.
 *
 * @param experiment the key that was asked for
 * @param variant the key of the variant; never null, so that a page can always be built
 * @param phase the phase the decision was made by; 0 if the person does not take part
 * @param reason why it is this variant
 */
public record Assignment(String experiment, String variant, int phase, Reason reason) {

    /** The variant of an experiment that nobody has defined. */
    public static final String UNDEFINED_VARIANT = "control";

    /** {@return whether the person takes part, so that seeing the variant is an exposure} */
    public boolean takesPart() {
        return reason == Reason.ASSIGNED;
    }

    /** Why a person gets a variant. */
    public enum Reason {
        /** Takes part in the experiment, and drew this variant. */
        ASSIGNED,
        /** Somebody set this variant for them, to look at it; they are never analysed. */
        OVERRIDDEN,
        /** Belongs to the people who are held out of all experiments: control. */
        HELD_OUT,
        /** The slot of the layer belongs to another experiment: control. */
        NOT_IN_LAYER,
        /** Is not of the audience, or it is not known in time whether they are: control. */
        NOT_IN_AUDIENCE,
        /** Is outside the share of people that take part: control. */
        NOT_IN_TRAFFIC,
        /** The experiment is a draft, is paused, or was concluded without shipping a variant: control. */
        NOT_RUNNING,
        /** The experiment was concluded, and everybody gets this variant. */
        SHIPPED,
        /** The unit id is missing or blank: control. */
        MISSING_UNIT,
        /** There is no such experiment: {@link Assignment#UNDEFINED_VARIANT}. */
        UNKNOWN_EXPERIMENT
    }
}
