/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

/**
 * Tests whether two proportions differ. All p values are two-sided, without continuity correction.
 *
 * <pre>z = (pt - pc) / √(p (1 - p) (1/nc + 1/nt)),  p = (xc + xt) / (nc + nt)</pre>
 *
 * <p>Source: the two-proportion z test with pooled variance, for example J. L. Fleiss, Statistical Methods for Rates and
 * Proportions; the same as statsmodels {@code proportions_ztest}. It holds for one look at the data.
 *
 * @param z the difference in standard errors; positive where the treatment converts better
 * @param pValue how likely so large a difference is without any effect
 */
public record TwoProportionTest(double z, double pValue) {

    /** Terms of Fisher's test within this share of the observed one count as equally likely, as R has it. */
    private static final double TIE = 1e-7;

    /**
     * Tests with the pooled variance.
     *
     * @param control the counts of the control
     * @param treatment the counts of the variant compared with it
     * @return the test; none where one has no trials, or nobody or everybody converted in both
     */
    public static Computed<TwoProportionTest> of(Proportion control, Proportion treatment) {
        if (control.trials() == 0 || treatment.trials() == 0) {
            return Computed.not(Computed.Reason.NO_TRIALS);
        }
        double nc = control.trials();
        double nt = treatment.trials();
        double pooled = (control.conversions() + treatment.conversions()) / (nc + nt);
        double variance = pooled * (1 - pooled) * (1 / nc + 1 / nt);
        if (variance == 0) {
            return Computed.not(Computed.Reason.ZERO_VARIANCE);
        }
        double z = (treatment.rate() - control.rate()) / Math.sqrt(variance);
        return Computed.of(new TwoProportionTest(z, Normal.pValue(z)));
    }

    /**
     * Fisher's exact test: the probability, given the margins, of all tables that are no more likely than the observed
     * one. Holds for any counts, however small; takes time in proportion to the root of the counts.
     *
     * @param control the counts of the control
     * @param treatment the counts of the variant compared with it
     * @return the two-sided p value; none where one has no trials
     */
    public static Computed<Double> exactPValue(Proportion control, Proportion treatment) {
        if (control.trials() == 0 || treatment.trials() == 0) {
            return Computed.not(Computed.Reason.NO_TRIALS);
        }
        long total = control.trials() + treatment.trials();
        long conversions = control.conversions() + treatment.conversions();
        Hypergeometric tables = Hypergeometric.of(total, conversions, treatment.trials());
        return Computed.of(tables.probabilityOfAtMost(treatment.conversions(), TIE));
    }

    /**
     * The interval {@code d ± z √(pc(1-pc)/nc + pt(1-pt)/nt)} of A. Wald, with the variance not pooled. Given for
     * comparison with other systems; with few conversions it misses too often, {@link NewcombeInterval} does not.
     *
     * @param control the counts of the control
     * @param treatment the counts of the variant compared with it
     * @param alpha how often the interval may miss, for example 0.05
     * @return the interval of treatment minus control; none where one of them has no trials
     */
    public static Computed<Interval> unpooledInterval(Proportion control, Proportion treatment, double alpha) {
        if (control.trials() == 0 || treatment.trials() == 0) {
            return Computed.not(Computed.Reason.NO_TRIALS);
        }
        double pc = control.rate();
        double pt = treatment.rate();
        double error = Math.sqrt(pc * (1 - pc) / control.trials() + pt * (1 - pt) / treatment.trials());
        double half = Normal.quantile(alpha) * error;
        return Computed.of(new Interval(pt - pc - half, pt - pc + half));
    }
}
