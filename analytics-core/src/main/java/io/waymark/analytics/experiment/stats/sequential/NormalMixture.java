/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.sequential;

import io.waymark.analytics.experiment.stats.Bisection;
import io.waymark.analytics.experiment.stats.Normal;

/**
 * How far a sum of centred values may stray without ever being surprising: the boundary that a sum with intrinsic time v
 * (the sum of its variances) crosses at any time with probability at most alpha.
 *
 * <pre>
 * two-sided:  √((v + ρ) (ln((v + ρ)/ρ) - 2 ln α))
 * one-sided:  the s with ½ ln(4ρ/(v + ρ)) + s²/(2 (v + ρ)) + ln Φ(s/√(v + ρ)) = -ln α
 * ρ = v* / (-2 ln α* + ln(1 - 2 ln α*)), for one side with 2α*: narrowest at v*</pre>
 *
 * <p>Source: S. R. Howard, A. Ramdas, J. McAuliffe and J. Sekhon, Time-uniform, nonparametric, nonasymptotic confidence
 * sequences, Annals of Statistics 49 (2021), propositions 3 and 5.
 */
public final class NormalMixture {

    private NormalMixture() {}

    /**
     * The mixture that is narrowest at a time, for bounds on both sides.
     *
     * @param time the intrinsic time, v*
     * @param alpha the level
     * @return ρ
     */
    public static double bestRho(double time, double alpha) {
        double log = -2 * Math.log(alpha);
        return time / (log + Math.log1p(log));
    }

    /**
     * The boundary on both sides.
     *
     * @param time the intrinsic time, v
     * @param alpha how often it may ever be crossed
     * @param rho the mixture
     * @return the boundary
     */
    public static double twoSided(double time, double alpha, double rho) {
        return Math.sqrt((time + rho) * (Math.log((time + rho) / rho) - 2 * Math.log(alpha)));
    }

    /**
     * The boundary on one side.
     *
     * @param time the intrinsic time, v
     * @param alpha how often it may ever be crossed
     * @param rho the mixture
     * @return the boundary
     */
    public static double oneSided(double time, double alpha, double rho) {
        double total = time + rho;
        double most = 2 * twoSided(time, alpha, rho) + Math.sqrt(total);
        return Bisection.root(
                s -> Math.log(4 * rho / total) / 2
                        + s * s / (2 * total)
                        + Math.log(Normal.below(s / Math.sqrt(total)))
                        + Math.log(alpha),
                0,
                most);
    }
}
