/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of an experiment.
 *
 * @param frame variants, phases and days
 * @param metrics what came of each metric, in the order asked for; at least one
 * @param several people who saw more than one variant, and are left out
 * @param lastExposure when somebody was exposed last for the first time, in milliseconds since the epoch; null if never
 */
public record Measurements(
        Frame frame,
        List<MetricData> metrics,
        long several,
        @Nullable Long lastExposure) {

    public Measurements {
        metrics = List.copyOf(metrics);
    }

    /**
     * The people of a variant.
     *
     * @param variant the place of the variant
     * @param phase the place of the phase
     * @param throughDay the place of the last day that counts
     * @return how many people were exposed
     */
    public long people(int variant, int phase, int throughDay) {
        return metrics.get(0).cells(false).through(variant, phase, throughDay).n();
    }

    /**
     * The people of all variants.
     *
     * @param throughDay the place of the last day that counts
     * @return how many people were exposed
     */
    public long people(int throughDay) {
        long people = 0;
        for (int variant = 0; variant < frame.variants().size(); variant++) {
            for (int phase = 0; phase < frame.phases().size(); phase++) {
                people += people(variant, phase, throughDay);
            }
        }
        return people;
    }
}
