/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored experiments. Changes are written at once and audited; {@link #current} answers from memory and sees the
 * changes of this instance at once, those of another within {@link ExperimentSettings#refreshInterval()}.
 */
public final class ExperimentCatalog {

    /**
     * Reads and changes the stored experiments. Does nothing until first used or {@link #start() started}.
     *
     * @param database where they are
     * @param settings how often to look for changes
     * @param clock tells the time of changes
     */
    public ExperimentCatalog(AnalyticsDatabase database, ExperimentSettings settings, Clock clock) {}

    /** Starts looking for changes made by other instances. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Stops looking for changes. */
    public void stop() {
        throw new UnsupportedOperationException();
    }

    /**
     * Looks an experiment up in memory.
     *
     * @param app the app
     * @param key its key
     * @return the experiment, as far as this instance knows
     */
    public Optional<Experiment> current(AppId app, String key) {
        throw new UnsupportedOperationException();
    }

    /**
     * Every experiment of an app.
     *
     * @param app the app
     * @return the experiments, latest first
     */
    public List<Experiment> list(AppId app) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads an experiment.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @return the experiment
     * @throws ExperimentNotFoundException if there is none
     */
    public Experiment get(AppId app, String idOrKey) {
        throw new UnsupportedOperationException();
    }

    /**
     * Stores a draft.
     *
     * @param app the app
     * @param definition what it is about
     * @param actor who does this, for the audit
     * @return the stored experiment
     * @throws io.waymark.analytics.InvalidInputException if the key is in use
     */
    public Experiment create(AppId app, ExperimentDefinition definition, String actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Changes an experiment: a draft in everything but its key, later only in its name.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param definition what it is about from now on
     * @param actor who does this, for the audit
     * @return the stored experiment
     * @throws ExperimentStateException if it is no draft and more than the name differs
     */
    public Experiment update(AppId app, String idOrKey, ExperimentDefinition definition, String actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Starts a draft.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param actor who does this, for the audit
     * @return the running experiment
     * @throws ExperimentStateException if it is no draft
     */
    public Experiment start(AppId app, String idOrKey, String actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Concludes a running experiment.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param shippedVariant the variant that everybody gets from now on; null for the control
     * @param actor who does this, for the audit
     * @return the concluded experiment
     * @throws ExperimentStateException if it is not running
     * @throws io.waymark.analytics.InvalidInputException if it has no such variant
     */
    public Experiment conclude(AppId app, String idOrKey, @Nullable String shippedVariant, String actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes a draft.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param actor who does this, for the audit
     * @throws ExperimentStateException if it is no draft
     */
    public void delete(AppId app, String idOrKey, String actor) {
        throw new UnsupportedOperationException();
    }
}
