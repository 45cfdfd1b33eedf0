/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import org.jspecify.annotations.Nullable;

/**
 * Tells which variant of an experiment a person gets.
 *
 * <p>Safe for use by any thread and quick: the answer is computed from definitions in memory, without I/O and without a
 * lock. Never throws, and always names a variant: whoever does not take part gets the control, which is the first variant
 * of the experiment.
 */
public interface Experiments {

    /**
     * The variant of a person in the default app, which counts as having been seen.
     *
     * @param key the experiment
     * @param unitId who asks, the distinct id of the person; a missing or blank one gets the control
     * @return the key of the variant
     */
    default String variant(String key, @Nullable String unitId) {
        return variant(key, unitId, true);
    }

    /**
     * The variant of a person in the default app.
     *
     * @param key the experiment
     * @param unitId who asks, the distinct id of the person; a missing or blank one gets the control
     * @param expose whether this counts as having been seen; if not, {@link #expose(String, String)} says so later
     * @return the key of the variant
     */
    default String variant(String key, @Nullable String unitId, boolean expose) {
        Assignment assignment = assign(AppId.DEFAULT, key, unitId);
        if (expose) {
            expose(AppId.DEFAULT, key, unitId);
        }
        return assignment.variant();
    }

    /**
     * Records that a person in the default app has seen the variant. Only people who have are analysed.
     *
     * @param key the experiment
     * @param unitId who has seen it; a missing or blank one is ignored
     */
    default void expose(String key, @Nullable String unitId) {
        expose(AppId.DEFAULT, key, unitId);
    }

    /**
     * The variant of a person and why, without counting as having been seen.
     *
     * @param app the app
     * @param key the experiment
     * @param unitId who asks, the distinct id of the person; a missing or blank one gets the control
     * @return the decision
     */
    Assignment assign(AppId app, String key, @Nullable String unitId);

    /**
     * Records that a person has seen the variant they are assigned to.
     *
     * @param app the app
     * @param key the experiment
     * @param unitId who has seen it; a missing or blank one is ignored
     * @return the decision, as {@link #assign} makes it
     */
    Assignment expose(AppId app, String key, @Nullable String unitId);
}
