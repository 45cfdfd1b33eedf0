/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AuditLog;
import io.waymark.analytics.store.StorableText;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stored experiments. Changes are written at once and audited; {@link #current} answers from memory and sees the
 * changes of this instance at once, those of another within {@link ExperimentSettings#refreshInterval()}.
 *
 * <p>Key and salt never change. What decides the result is frozen once an experiment runs. Safe for use by many threads
 * and instances: changes happen one after the other.
 */
public final class ExperimentCatalog {

    private static final String SUBJECT = "experiment";
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final AnalyticsDatabase database;
    private final Clock clock;
    private final ExperimentRows rows;
    private final ExperimentCache cache;
    private final AuditLog audit;

    /**
     * Reads and changes the stored experiments. Sees the changes of other instances once {@link #start() started}.
     *
     * @param database where they are
     * @param settings how often to look for changes
     * @param clock tells the time of changes
     */
    public ExperimentCatalog(AnalyticsDatabase database, ExperimentSettings settings, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.rows = new ExperimentRows(database);
        this.cache = new ExperimentCache(rows, settings.refreshInterval());
        this.audit = new AuditLog(database);
    }

    /** Starts looking for changes made by other instances. */
    public void start() {
        cache.start();
    }

    /** Stops looking for changes. */
    public void stop() {
        cache.stop();
    }

    /** Looks for changes made by other instances now. */
    public void refresh() {
        cache.refresh();
    }

    /**
     * Looks an experiment up in memory.
     *
     * @param app the app
     * @param key its key
     * @return the experiment as far as this instance knows, or null if it knows none
     */
    public @Nullable Experiment current(AppId app, String key) {
        return cache.find(app, key);
    }

    /**
     * Looks the experiments of an app up in memory.
     *
     * @param app the app
     * @return the experiments as far as this instance knows, by key
     */
    public List<Experiment> current(AppId app) {
        return cache.list(app);
    }

    /**
     * Every experiment of an app.
     *
     * @param app the app
     * @return the experiments, latest first
     */
    public List<Experiment> list(AppId app) {
        return rows.list(app);
    }

    /**
     * Reads an experiment.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @return the experiment, or empty if there is none
     */
    public Optional<Experiment> find(AppId app, String idOrKey) {
        return ID.matcher(idOrKey).matches()
                ? rows.find(app, Long.parseLong(idOrKey))
                : StorableText.test(idOrKey) ? rows.find(app, idOrKey) : Optional.empty();
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
        return find(app, idOrKey).orElseThrow(() -> new ExperimentNotFoundException(idOrKey));
    }

    /**
     * Stores a draft.
     *
     * @param app the app
     * @param definition what it is about
     * @param actor who does this, for the audit
     * @return the stored experiment
     * @throws InvalidInputException if the key is in use
     */
    public Experiment create(AppId app, ExperimentDefinition definition, String actor) {
        return change(
                () -> {
                    Instant at = now();
                    long id = rows.insert(app, definition, at)
                            .orElseThrow(() -> new InvalidInputException(
                                    "/key", "is in use by another experiment: '" + definition.key() + "'"));
                    audit.record(app, at, actor, SUBJECT, "" + id, "created", json(definition));
                    return id;
                },
                app);
    }

    /**
     * Changes an experiment: a draft in everything but its key, later only in its name.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param definition what it is about from now on
     * @param actor who does this, for the audit
     * @return the stored experiment
     * @throws InvalidInputException if the key differs
     * @throws ExperimentStateException if it is no draft and more than the name differs
     */
    public Experiment update(AppId app, String idOrKey, ExperimentDefinition definition, String actor) {
        return change(
                () -> {
                    Experiment stored = get(app, idOrKey);
                    if (!stored.key().equals(definition.key())) {
                        throw new InvalidInputException("/key", "cannot be changed: it is '" + stored.key() + "'");
                    }
                    String before = json(stored.definition());
                    if (stored.state() != ExperimentState.DRAFT
                            && !json(frozen(stored.definition()))
                                    .equals(json(frozen(definition.withName(
                                            stored.definition().name()))))) {
                        throw new ExperimentStateException(
                                stored.key(),
                                stored.state(),
                                "Once an experiment has been started, only its name and secondary metrics can be changed");
                    }
                    rows.update(stored.id(), definition);
                    record(stored, actor, "changed", "{\"from\":" + before + ",\"to\":" + json(definition) + "}");
                    return stored.id();
                },
                app);
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
        return change(
                () -> {
                    Experiment stored =
                            require(get(app, idOrKey), ExperimentState.DRAFT, "Only a draft can be started");
                    rows.start(stored.id(), stored.definition().trafficBasisPoints(), now());
                    record(stored, actor, "started", null);
                    return stored.id();
                },
                app);
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
     * @throws InvalidInputException if it has no such variant
     */
    public Experiment conclude(AppId app, String idOrKey, @Nullable String shippedVariant, String actor) {
        return change(
                () -> {
                    Experiment stored = require(
                            get(app, idOrKey), ExperimentState.RUNNING, "Only a running experiment can be concluded");
                    if (shippedVariant != null && !stored.definition().hasVariant(shippedVariant)) {
                        throw new InvalidInputException("/shippedVariant", "is no variant of '" + stored.key() + "'");
                    }
                    rows.conclude(stored.id(), shippedVariant, now());
                    record(
                            stored,
                            actor,
                            "concluded",
                            shippedVariant == null ? null : "{\"shippedVariant\":\"" + shippedVariant + "\"}");
                    return stored.id();
                },
                app);
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
        database.transaction().executeWithoutResult(status -> {
            rows.touch();
            Experiment stored = require(get(app, idOrKey), ExperimentState.DRAFT, "Only a draft can be deleted");
            rows.delete(stored.id());
            record(stored, actor, "deleted", json(stored.definition()));
        });
        cache.refresh();
    }

    private static ExperimentDefinition frozen(ExperimentDefinition definition) {
        return definition.withMeasures(definition.measures().deciding());
    }

    private Experiment change(Supplier<Long> change, AppId app) {
        Experiment changed = database.transaction().execute(status -> {
            rows.touch();
            return rows.find(app, change.get()).orElseThrow();
        });
        cache.refresh();
        return changed;
    }

    private static Experiment require(Experiment experiment, ExperimentState state, String message) {
        if (experiment.state() != state) {
            throw new ExperimentStateException(experiment.key(), experiment.state(), message);
        }
        return experiment;
    }

    private void record(Experiment experiment, String actor, String action, @Nullable String detail) {
        audit.record(experiment.app(), now(), actor, SUBJECT, "" + experiment.id(), action, detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String json(ExperimentDefinition definition) {
        return ExperimentJson.write(definition).toString();
    }
}
