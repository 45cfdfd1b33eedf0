/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.plan;

/**
 * A slot of a layer. Experiments in one layer have slots that do not overlap, and so nobody is in two of them.
 *
 * @param key the layer, a slug; it exists by being named
 * @param fromBasisPoints where the slot begins, in hundredths of a per cent of the people
 * @param toBasisPoints where it ends, exclusive; at most 10,000
 */
public record Layer(String key, int fromBasisPoints, int toBasisPoints) {

    /**
     * Tells whether somebody could be in both slots.
     *
     * @param other another slot
     * @return whether they are of one layer and overlap
     */
    public boolean overlaps(Layer other) {
        return key.equals(other.key) && fromBasisPoints < other.toBasisPoints && other.fromBasisPoints < toBasisPoints;
    }
}
