/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.planning;

import io.waymark.analytics.experiment.stats.Normal;

/**
 * How many people a comparison needs, for one look at the end:
 *
 * <pre>n = (z(1 - α/2) + z(power))² (vc + vt/r) / d²</pre>
 *
 * with the variances of one person, the absolute difference d, and r people of the treatment for each of the control.
 *
 * <p>Source: J. L. Fleiss, B. Levin and M. C. Paik, Statistical methods for rates and proportions, 3rd edition, chapter 4,
 * without the correction for continuity.
 */
public final class SampleSize {

    private SampleSize() {}

    /**
     * The people of the control that a difference of means needs.
     *
     * @param controlVariance the variance of one person of the control
     * @param treatmentVariance that of one of the treatment
     * @param difference the absolute difference to be found, not 0
     * @param alpha how often a difference may be found where there is none
     * @param power how often it is to be found
     * @param ratio how many people the treatment has for each of the control
     * @return how many people, not rounded
     */
    public static double ofMeans(
            double controlVariance,
            double treatmentVariance,
            double difference,
            double alpha,
            double power,
            double ratio) {
        double z = Normal.quantile(alpha) + Normal.exceededBy(1 - power);
        return z * z * (controlVariance + treatmentVariance / ratio) / (difference * difference);
    }

    /**
     * The people of the control that a difference of rates needs.
     *
     * @param baseline the rate of the control
     * @param difference the absolute difference to be found, not 0
     * @param alpha how often a difference may be found where there is none
     * @param power how often it is to be found
     * @param ratio how many people the treatment has for each of the control
     * @return how many people, not rounded
     */
    public static double ofRates(double baseline, double difference, double alpha, double power, double ratio) {
        double treatment = baseline + difference;
        return ofMeans(baseline * (1 - baseline), treatment * (1 - treatment), difference, alpha, power, ratio);
    }

    /**
     * The rule of thumb for 80 % power at 5 %: sixteen variances over the square of the difference.
     *
     * @param baseline the rate of the control
     * @param lift the relative lift to be found, not 0
     * @return how many people each variant needs
     */
    public static double byRuleOfSixteen(double baseline, double lift) {
        double difference = baseline * lift;
        return 16 * baseline * (1 - baseline) / (difference * difference);
    }
}
