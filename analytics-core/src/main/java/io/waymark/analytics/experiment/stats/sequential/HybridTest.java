/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.sequential;

import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.mean.Effect;

/**
 * One decision out of two tests: while an experiment runs a {@link ConfidenceSequence} at one fifth of alpha may stop it at
 * any time; once the plan is fulfilled, one fixed test at four fifths decides. Together they err in at most alpha of all
 * cases (C. E. Bonferroni), and keep most of the power of looking once.
 *
 * <p>The fixed test is one look: it has to be made with the data at which the plan was fulfilled, not with that of every
 * later day, or it is not one but many.
 *
 * @param alpha how often any decision may be false
 * @param plannedPeople the planned number of people in both variants; 0 if there is no plan: then the sequence has it all
 */
public record HybridTest(double alpha, long plannedPeople) {

    private static final double SEQUENCE_SHARE = 0.2;

    /** {@return the sequence that may decide at any time} */
    public ConfidenceSequence sequence() {
        return plannedPeople > 0
                ? new ConfidenceSequence(alpha * SEQUENCE_SHARE, plannedPeople)
                : new ConfidenceSequence(alpha, ConfidenceSequence.UNPLANNED);
    }

    /** {@return the level of the fixed test; 0 if there is none} */
    public double fixedAlpha() {
        return plannedPeople > 0 ? alpha * (1 - SEQUENCE_SHARE) : 0;
    }

    /**
     * Looks while the experiment runs.
     *
     * @param effect the effect so far
     * @param people the people in both variants so far
     * @return what the sequence says
     */
    public Decision whileRunning(Effect effect, double people) {
        ConfidenceSequence sequence = sequence();
        double p = Math.min(1, sequence.pValue(effect, people) * alpha / sequence.alpha());
        return new Decision(p, sequence.interval(effect, people), p < alpha);
    }

    /**
     * Makes the one look of the fixed test, at the data with which the plan was fulfilled.
     *
     * @param effect the effect at that time
     * @return what it says; never significant without a plan
     */
    public Decision asPlanned(Effect effect) {
        if (plannedPeople <= 0) {
            return new Decision(1, new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), false);
        }
        double p = Math.min(1, effect.pValue() / (1 - SEQUENCE_SHARE));
        return new Decision(p, effect.interval(fixedAlpha()), p < alpha);
    }

    /**
     * What a look says.
     *
     * @param pValue the p value, to be compared with alpha as a whole
     * @param interval where the effect lies; excludes 0 exactly if it is significant
     * @param significant whether the effect is no chance
     */
    public record Decision(double pValue, Interval interval, boolean significant) {}
}
