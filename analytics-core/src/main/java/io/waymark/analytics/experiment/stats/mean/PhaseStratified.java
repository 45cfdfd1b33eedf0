/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Computed.Reason;
import java.util.List;

/**
 * The effect over phases with different weights. Pooling them mixes the effect with what changed between the phases, and
 * may even turn its sign around (E. H. Simpson). So each phase is compared within itself, and the effects are averaged:
 *
 * <pre>
 * Δ = Σ wk (mtk - mck),  se² = Σ wk² (vtk/ntk + vck/nck),  wk = nk/n
 * lift = Δ / |Σ wk mck|,  se² by the delta method with the same sums</pre>
 *
 * with {@code nk} the people of all variants in phase k. The mean of each variant by the same weights, {@code Σ wk mk}, is
 * what is shown of it, so that the lift is that of the means beside it. Phases in which a variant has nobody are left out.
 *
 * <p>Source: post-stratification, L. W. Miratrix, J. S. Sekhon and B. Yu, Adjusting treatment effect estimates by
 * post-stratification in randomized experiments, JRSS B 75 (2013).
 *
 * @param control what the control shows, by the weights of the phases
 * @param treatment the same of the variant compared with it
 */
public record PhaseStratified(Covariate control, Covariate treatment) {

    /**
     * Puts phases together.
     *
     * @param phases what each phase shows
     * @return the comparison; none where no phase has people of both
     */
    public static Computed<PhaseStratified> of(List<Phase> phases) {
        List<Phase> compared = phases.stream()
                .filter(phase -> phase.control().n() > 0 && phase.treatment().n() > 0)
                .toList();
        if (compared.isEmpty()) {
            return Computed.not(Reason.NO_TRIALS);
        }
        double people = compared.stream().mapToLong(Phase::people).sum();
        double[] shares =
                compared.stream().mapToDouble(phase -> phase.people() / people).toArray();
        return Computed.of(new PhaseStratified(
                average(compared.stream().map(Phase::control).toList(), shares),
                average(compared.stream().map(Phase::treatment).toList(), shares)));
    }

    private static Covariate average(List<Covariate> phases, double[] shares) {
        if (phases.size() == 1) {
            return phases.get(0);
        }
        long n = 0;
        double post = 0;
        double pre = 0;
        double postVariance = 0;
        double preVariance = 0;
        double covariance = 0;
        for (int i = 0; i < shares.length; i++) {
            Covariate phase = phases.get(i);
            double square = shares[i] * shares[i] / phase.n();
            n += phase.n();
            post += shares[i] * phase.post();
            pre += shares[i] * phase.pre();
            postVariance += square * phase.postVariance();
            preVariance += square * phase.preVariance();
            covariance += square * phase.covariance();
        }
        return new Covariate(n, post, pre, n * postVariance, n * preVariance, n * covariance);
    }

    /**
     * The comparison of what is left after taking off what was there before.
     *
     * @param theta how much to take off; 0 for nothing
     * @return the comparison
     */
    public Cuped compared(double theta) {
        return new Cuped(control, treatment, theta);
    }

    /** {@return the difference of the means, its error taken as normal} */
    public Computed<Effect> absolute() {
        double variance =
                control.unadjusted().errorVariance() + treatment.unadjusted().errorVariance();
        return variance > 0
                ? Computed.of(Effect.normal(treatment.post() - control.post(), Math.sqrt(variance)))
                : Computed.not(Reason.ZERO_VARIANCE);
    }

    /** {@return the difference relative to the control, its error taken as normal} */
    public Computed<Effect> relative() {
        if (control.post() == 0) {
            return Computed.not(Reason.ZERO_BASELINE);
        }
        double variance = WelchTest.relativeVariance(control.unadjusted(), treatment.unadjusted());
        return variance > 0
                ? Computed.of(Effect.normal(
                        (treatment.post() - control.post()) / Math.abs(control.post()), Math.sqrt(variance)))
                : Computed.not(Reason.ZERO_VARIANCE);
    }

    /**
     * What a phase shows.
     *
     * @param people the people of all variants in it
     * @param control what the control shows
     * @param treatment what the variant compared with it shows
     */
    public record Phase(long people, Covariate control, Covariate treatment) {

        /**
         * A phase without a past.
         *
         * @param people the people of all variants in it
         * @param control what the control shows
         * @param treatment what the variant compared with it shows
         */
        public Phase(long people, Arm control, Arm treatment) {
            this(people, Covariate.of(control), Covariate.of(treatment));
        }
    }
}
