/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

/**
 * What a change of share or weights would do.
 *
 * @param assigned how many people have a variant
 * @param moved how many of those looked at would get another variant than the one that is stored for them: none, unless rows
 *     have been changed by hand, so that neither a hash nor a login explains them
 * @param heldByMemory how many of the people looked at keep a variant that the new weights alone would not give them
 * @param assignedLookedAt how many people with a variant were looked at for that
 * @param others how many people without a variant were looked at, the latest known ones
 * @param entering how many of them would enter, and would not without the change
 * @param keptOut how many of them would not enter any more
 */
public record ChangePreview(
        long assigned, int moved, int heldByMemory, int assignedLookedAt, int others, int entering, int keptOut) {

    /** {@return the share of the others who would enter, and would not without the change; 0 without any} */
    public double enteringShare() {
        return others == 0 ? 0 : (double) entering / others;
    }

    /** {@return the share of the others who would not enter any more; 0 without any} */
    public double keptOutShare() {
        return others == 0 ? 0 : (double) keptOut / others;
    }
}
