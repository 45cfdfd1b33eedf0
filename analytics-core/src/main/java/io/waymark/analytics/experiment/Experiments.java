/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells which variant of an experiment a person gets.
 *
 * <p>Safe for use by any thread and quick: the answer comes from memory, without I/O and without a lock. Only the first call
 * for a person may have to wait a moment for the database, where an audience goes by what is stored of them, or where an
 * earlier decision may differ from today's; see {@link ExperimentSettings#lookupTimeout()}. Never throws, and always names
 * a variant: whoever does not take part gets the control, which is the first variant of the experiment.
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
        Assignment assignment = expose ? expose(AppId.DEFAULT, key, unitId) : assign(AppId.DEFAULT, key, unitId);
        return assignment.variant();
    }

    /**
     * The variant of a person in the default app, which counts as having been seen, where the audience may go by what the
     * caller knows.
     *
     * @param key the experiment
     * @param unitId who asks, the distinct id of the person; a missing or blank one gets the control
     * @param attributes what is known about the person or the request: strings, numbers, booleans
     * @return the key of the variant
     */
    default String variant(String key, @Nullable String unitId, Map<String, ?> attributes) {
        return expose(AppId.DEFAULT, key, unitId, attributes).variant();
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

    /**
     * Says that somebody goes by another id from now on, so that they keep the variants they have. Identification by an
     * event does the same; this is for whoever hears of it earlier.
     *
     * @param app the app
     * @param unitId the id that they go by from now on
     * @param otherId an id that they went by before
     */
    default void link(AppId app, String unitId, String otherId) {}

    /**
     * The variant of a person and why, without counting as having been seen, where the audience may go by what the caller
     * knows.
     *
     * @param app the app
     * @param key the experiment
     * @param unitId who asks, the distinct id of the person; a missing or blank one gets the control
     * @param attributes what is known about the person or the request: strings, numbers, booleans
     * @return the decision
     */
    default Assignment assign(AppId app, String key, @Nullable String unitId, Map<String, ?> attributes) {
        return assign(app, key, unitId);
    }

    /**
     * Records that a person has seen the variant they are assigned to, where the audience may go by what the caller knows.
     *
     * @param app the app
     * @param key the experiment
     * @param unitId who has seen it; a missing or blank one is ignored
     * @param attributes what is known about the person or the request: strings, numbers, booleans
     * @return the decision, as {@link #assign} makes it
     */
    default Assignment expose(AppId app, String key, @Nullable String unitId, Map<String, ?> attributes) {
        return expose(app, key, unitId);
    }
}
