/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.InvalidInputException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A change of who enters an experiment that runs. Whoever is in stays in, with the variant they have.
 *
 * @param trafficBasisPoints the share of the people that take part from now on; null as before
 * @param weights the weights of the variants, in their order; null as before
 */
public record ChangeOfTraffic(
        @Nullable Integer trafficBasisPoints, @Nullable List<Integer> weights) {

    public ChangeOfTraffic {
        weights = weights == null ? null : List.copyOf(weights);
    }

    /**
     * Lets another share of the people in.
     *
     * @param trafficBasisPoints the share, in hundredths of a per cent
     * @return the change
     */
    public static ChangeOfTraffic to(int trafficBasisPoints) {
        return new ChangeOfTraffic(trafficBasisPoints, null);
    }

    /**
     * Divides those who enter in another way.
     *
     * @param weights the weights of the variants, in their order
     * @return the change
     */
    public static ChangeOfTraffic weights(Integer... weights) {
        return new ChangeOfTraffic(null, List.of(weights));
    }

    /**
     * What an experiment is about after the change.
     *
     * @param before what it is about before
     * @return the definition
     * @throws InvalidInputException if the change is not possible
     */
    public ExperimentDefinition applyTo(ExperimentDefinition before) {
        List<Variant> variants = before.variants();
        List<Integer> given = weights;
        if (given != null) {
            if (given.size() != variants.size()) {
                throw new InvalidInputException(
                        "/weights", "must have a weight for each of the " + variants.size() + " variants");
            }
            variants = IntStream.range(0, given.size())
                    .mapToObj(i -> before.variants().get(i).withWeight(given.get(i)))
                    .toList();
        }
        return before.with(
                variants,
                trafficBasisPoints == null ? before.trafficBasisPoints() : trafficBasisPoints,
                before.rollout().schedule());
    }
}
