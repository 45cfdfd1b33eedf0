/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Computed.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Compares two means without taking their variances {@code v} to be equal.
 *
 * <pre>
 * absolute: d = mt - mc,         se² = vt/nt + vc/nc
 * relative: r = (mt - mc)/|mc|,  se² = vt/(nt mc²) + vc mt²/(nc mc⁴)       (delta method)
 * degrees of freedom: (vt/nt + vc/nc)² / ((vt/nt)²/(nt-1) + (vc/nc)²/(nc-1)), for both</pre>
 *
 * <p>Assumes independent people and means that are close to normal, which for skewed values takes some hundred people a
 * variant. The relative effect is over the absolute value of the control's mean, so that its sign is that of the difference.
 *
 * <p>Sources: B. L. Welch, The generalization of "Student's" problem when several different population variances are
 * involved, Biometrika 34 (1947); A. Deng, U. Knoblich and J. Lu, Applying the delta method in metric analytics, KDD 2018.
 */
public final class WelchTest {

    private WelchTest() {}

    /**
     * The difference of two means.
     *
     * @param control what the control shows
     * @param treatment what the variant compared with it shows
     * @return treatment minus control; none where a variant has fewer than two people or nothing varies in it
     */
    public static Computed<Effect> absolute(Arm control, Arm treatment) {
        Reason obstacle = obstacle(control, treatment);
        if (obstacle != null) {
            return Computed.not(obstacle);
        }
        double variance = control.errorVariance() + treatment.errorVariance();
        return Computed.of(
                new Effect(treatment.mean() - control.mean(), Math.sqrt(variance), degrees(control, treatment)));
    }

    /**
     * The difference of two means relative to the control.
     *
     * @param control what the control shows
     * @param treatment what the variant compared with it shows
     * @return the relative lift; none where there is no absolute one, or the mean of the control is 0
     */
    public static Computed<Effect> relative(Arm control, Arm treatment) {
        Reason obstacle = obstacle(control, treatment);
        if (control.mean() == 0 && obstacle != Reason.NO_TRIALS) {
            return Computed.not(Reason.ZERO_BASELINE);
        }
        if (obstacle != null) {
            return Computed.not(obstacle);
        }
        double lift = (treatment.mean() - control.mean()) / Math.abs(control.mean());
        return Computed.of(
                new Effect(lift, Math.sqrt(relativeVariance(control, treatment)), degrees(control, treatment)));
    }

    /**
     * The variance of the relative lift, by the delta method.
     *
     * @param control what the control shows, its mean not 0
     * @param treatment what the variant compared with it shows
     * @return the variance
     */
    public static double relativeVariance(Arm control, Arm treatment) {
        double square = control.mean() * control.mean();
        double ratio = treatment.mean() / control.mean();
        return (treatment.errorVariance() + control.errorVariance() * ratio * ratio) / square;
    }

    private static double degrees(Arm control, Arm treatment) {
        double c = control.errorVariance();
        double t = treatment.errorVariance();
        return (t + c) * (t + c) / (t * t / (treatment.n() - 1) + c * c / (control.n() - 1));
    }

    private static @Nullable Reason obstacle(Arm control, Arm treatment) {
        if (control.n() == 0 || treatment.n() == 0) {
            return Reason.NO_TRIALS;
        }
        return control.varies() && treatment.varies() ? null : Reason.ZERO_VARIANCE;
    }
}
