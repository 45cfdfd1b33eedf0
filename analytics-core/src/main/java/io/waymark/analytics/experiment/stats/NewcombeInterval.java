/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

/**
 * Intervals that compare two proportions, put together from the {@link WilsonInterval} {@code (l, u)} of each. They keep
 * their coverage with few or no conversions, where the usual ± 1.96 standard errors do not.
 *
 * <p>Difference {@code d = pt - pc}, hybrid score interval:
 *
 * <pre>d - √((pt - lt)² + (uc - pc)²)  to  d + √((ut - pt)² + (pc - lc)²)</pre>
 *
 * <p>Ratio {@code pt / pc}, the same method of variance estimates recovery solved for a ratio, written so that nothing is
 * divided by zero where {@code uc = 2 pc}:
 *
 * <pre>
 * lt (2 pt - lt) / (pt pc + √(pt² pc² - lt (2 pt - lt) uc (2 pc - uc)))
 * to  (pt pc + √(pt² pc² - ut (2 pt - ut) lc (2 pc - lc))) / (lc (2 pc - lc))</pre>
 *
 * <p>The relative lift is the ratio minus 1. Both intervals ask the same question of the same Wilson limits, so the one of
 * the lift contains 0 exactly when the one of the difference does.
 *
 * <p>Sources: R. G. Newcombe, Interval estimation for the difference between independent proportions, method 10,
 * Statistics in Medicine 17 (1998); A. Donner and G. Y. Zou, Closed-form confidence intervals for functions of the normal
 * mean and standard deviation, Statistical Methods in Medical Research 21 (2012).
 */
public final class NewcombeInterval {

    private NewcombeInterval() {}

    /**
     * The interval of the difference of two proportions.
     *
     * @param control the counts of the control
     * @param treatment the counts of the variant compared with it
     * @param alpha how often the interval may miss, for example 0.05
     * @return the interval of treatment minus control; none where one of them has no trials
     */
    public static Computed<Interval> ofDifference(Proportion control, Proportion treatment, double alpha) {
        if (control.trials() == 0 || treatment.trials() == 0) {
            return Computed.not(Computed.Reason.NO_TRIALS);
        }
        double pc = control.rate();
        double pt = treatment.rate();
        Interval c = WilsonInterval.bounds(control, alpha);
        Interval t = WilsonInterval.bounds(treatment, alpha);
        return Computed.of(new Interval(
                pt - pc - Math.hypot(pt - t.lower(), c.upper() - pc),
                pt - pc + Math.hypot(t.upper() - pt, pc - c.lower())));
    }

    /**
     * The interval of the relative lift of a proportion over another.
     *
     * @param control the counts of the control
     * @param treatment the counts of the variant compared with it
     * @param alpha how often the interval may miss, for example 0.05
     * @return the interval of treatment / control - 1; none where one has no trials, or the control no conversions
     */
    public static Computed<Interval> ofLift(Proportion control, Proportion treatment, double alpha) {
        if (control.trials() == 0 || treatment.trials() == 0) {
            return Computed.not(Computed.Reason.NO_TRIALS);
        }
        if (control.conversions() == 0) {
            return Computed.not(Computed.Reason.ZERO_BASELINE);
        }
        double pc = control.rate();
        double pt = treatment.rate();
        Interval c = WilsonInterval.bounds(control, alpha);
        Interval t = WilsonInterval.bounds(treatment, alpha);
        double lt = t.lower() * (2 * pt - t.lower());
        double ut = t.upper() * (2 * pt - t.upper());
        double lc = c.lower() * (2 * pc - c.lower());
        double uc = c.upper() * (2 * pc - c.upper());
        double product = pt * pc;
        double lower = pt == 0 ? 0 : lt / (product + Math.sqrt(Math.max(0, product * product - lt * uc)));
        double upper = (product + Math.sqrt(Math.max(0, product * product - ut * lc))) / lc;
        return Computed.of(new Interval(lower - 1, upper - 1));
    }
}
