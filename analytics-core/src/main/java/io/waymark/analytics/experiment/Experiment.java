/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored experiment.
 *
 * @param id its number
 * @param app the app it belongs to
 * @param definition what it is about
 * @param salt what makes its assignment independent of that of others; immutable
 * @param state where it is in its life
 * @param shippedVariant the key of the variant that everybody gets since it was concluded
 * @param phases the weights and traffic it has run with, oldest first; empty for a draft
 * @param createdAt when it was stored
 * @param startedAt when it was started
 * @param concludedAt when it was concluded
 * @param version how often it has been changed
 * @param overrides the variant that somebody set for a unit, to look at it, by unit id
 * @param archivedAt when it was archived
 */
public record Experiment(
        long id,
        AppId app,
        ExperimentDefinition definition,
        String salt,
        ExperimentState state,
        @Nullable String shippedVariant,
        List<Phase> phases,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant concludedAt,
        int version,
        Map<String, String> overrides,
        @Nullable Instant archivedAt) {

    public Experiment {
        phases = List.copyOf(phases);
        overrides = Map.copyOf(overrides);
    }

    /** {@return what code asks for} */
    public String key() {
        return definition.key();
    }

    /**
     * The same with another phase at the end.
     *
     * @param changed what it is about then
     * @param phase the phase
     * @return the experiment
     */
    public Experiment changed(ExperimentDefinition changed, Phase phase) {
        List<Phase> longer = new ArrayList<>(phases);
        longer.add(phase);
        return new Experiment(
                id,
                app,
                changed,
                salt,
                state,
                shippedVariant,
                longer,
                createdAt,
                startedAt,
                concludedAt,
                version,
                overrides,
                archivedAt);
    }

    /**
     * A time during which weights and traffic stayed the same.
     *
     * @param number 1 for the first
     * @param startedAt when it began
     * @param trafficBasisPoints the share of the people that took part
     * @param weights the weight of each variant, in the order of the variants
     */
    public record Phase(int number, Instant startedAt, int trafficBasisPoints, List<Integer> weights) {

        public Phase {
            weights = List.copyOf(weights);
        }
    }
}
