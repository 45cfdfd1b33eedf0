/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Computed.Reason;

/**
 * Takes off of a metric what people did before they were exposed, which the variant cannot have caused. The effect stays
 * the same on average, its error shrinks by the share of the variance that the past explains.
 *
 * <pre>
 * adjusted = Y - θ X,  θ = cov(Y, X) / var(X) over all people of both variants
 * relative: (adjusted difference) / |mc|,  with the unadjusted mean mc of the control
 * se² = (vYt + θ² vXt - 2θ covt)/(nt mc²) + (vYc (mt/mc)² - 2θ covc mt/mc + θ² vXc)/(nc mc²)</pre>
 *
 * <p>Where nothing varies before, θ is 0 and the comparison is the plain one of {@link WelchTest}.
 *
 * <p>Source: A. Deng, Y. Xu, R. Kohavi and T. Walker, Improving the sensitivity of online controlled experiments by utilizing
 * pre-experiment data, WSDM 2013.
 *
 * @param control what the control shows
 * @param treatment what the variant compared with it shows
 * @param theta how much of the past is taken off
 */
public record Cuped(Covariate control, Covariate treatment, double theta) {

    /**
     * Compares means.
     *
     * @param control the values of the control after the exposure, and before
     * @param treatment those of the variant compared with it
     * @return the comparison, with the best theta
     */
    public static Cuped of(PairedSums control, PairedSums treatment) {
        return new Cuped(Covariate.of(control), Covariate.of(treatment), theta(control.plus(treatment)));
    }

    /**
     * How much of the past is best taken off.
     *
     * @param all the values of everybody after the exposure, and before
     * @return theta; 0 where nothing varies
     */
    public static double theta(PairedSums all) {
        double variance = all.second().variance();
        return variance <= 0 || all.first().variance() <= 0 ? 0 : all.covariance() / variance;
    }

    /** {@return the adjusted difference; none where there is too little to compare} */
    public Computed<Effect> absolute() {
        return WelchTest.absolute(control.adjusted(theta), treatment.adjusted(theta));
    }

    /** {@return the adjusted difference relative to the unadjusted control; none where that is 0 or there is too little} */
    public Computed<Effect> relative() {
        return relative(treatment.post() / control.post());
    }

    /**
     * The same where the metric is a ratio. The delta method has {@code 1 + Δ/mc}, with the adjusted difference Δ, where
     * means take {@code mt/mc}: the two only differ by how uneven the variants were before.
     *
     * @return the relative effect; none where the control is 0 or there is too little
     */
    public Computed<Effect> relativeOfRatios() {
        double difference = treatment.post() - theta * treatment.pre() - (control.post() - theta * control.pre());
        return relative(1 + difference / control.post());
    }

    private Computed<Effect> relative(double ratio) {
        if (control.post() == 0) {
            return Computed.not(control.n() == 0 ? Reason.NO_TRIALS : Reason.ZERO_BASELINE);
        }
        return absolute().map(difference -> {
            double base = Math.abs(control.post());
            double variance = treatment.adjusted(theta).errorVariance()
                    + (control.postVariance() * ratio * ratio
                                    - 2 * theta * control.covariance() * ratio
                                    + theta * theta * control.preVariance())
                            / control.n();
            return new Effect(difference.value() / base, Math.sqrt(variance) / base, difference.degreesOfFreedom());
        });
    }

    /** {@return the share of the variance of the difference that is gone; 0 where nothing varied} */
    public double varianceReduction() {
        double before =
                control.unadjusted().errorVariance() + treatment.unadjusted().errorVariance();
        double after = control.adjusted(theta).errorVariance()
                + treatment.adjusted(theta).errorVariance();
        return before > 0 ? 1 - after / before : 0;
    }
}
