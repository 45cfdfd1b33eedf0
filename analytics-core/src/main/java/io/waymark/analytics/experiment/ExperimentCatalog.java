/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AuditEntry;
import io.waymark.analytics.store.AuditLog;
import io.waymark.analytics.store.StorableText;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored experiments. Changes are written at once and audited; {@link #current} answers from memory and sees the
 * changes of this instance at once, those of another within {@link ExperimentSettings#refreshInterval()}.
 *
 * <p>Key and salt never change. What decides the result is frozen once an experiment runs. Safe for use by many threads
 * and instances: changes happen one after the other.
 */
public final class ExperimentCatalog {

    private static final String SUBJECT = "experiment";
    private static final int MAX_WHY = 1_000;
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final AnalyticsDatabase database;
    private final Clock clock;
    private final ExperimentRows rows;
    private final ExperimentCache cache;
    private final AuditLog audit;
    private final StartRules startRules;

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
        this.startRules = new StartRules(new Segments(database, new EventNames(database), clock), rows);
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
     * Every experiment in memory, by app and key: the same object until one of them changes.
     *
     * @return the experiments as far as this instance knows
     */
    public Map<AppId, Map<String, Experiment>> current() {
        return cache.all();
    }

    /** {@return what can be done to experiments besides making, starting and concluding them} */
    public ExperimentLife life() {
        return new ExperimentLife(this, rows);
    }

    /**
     * What was done to an experiment, by whom and why.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param limit at most so many
     * @return the changes, latest first
     * @throws ExperimentNotFoundException if there is none
     */
    public List<AuditEntry> history(AppId app, String idOrKey, int limit) {
        return audit.list(app, SUBJECT, "" + get(app, idOrKey).id(), limit);
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
                    startRules.checkAudience(app, definition);
                    Instant at = now();
                    long id = rows.insert(app, definition, at)
                            .orElseThrow(() -> new InvalidInputException(
                                    "/key", "is in use by another experiment: '" + definition.key() + "'"));
                    audit.record(app, at, actor, SUBJECT, "" + id, "created", null, ExperimentJson.write(definition));
                    return id;
                },
                app);
    }

    /**
     * Changes an experiment: a draft in everything but its key; later only in its name and, as long as it is running or
     * paused, in its secondary metrics.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param definition what it is about from now on
     * @param actor who does this, for the audit
     * @return the stored experiment
     * @throws InvalidInputException if the key differs
     * @throws ExperimentStateException if more differs than may in its state; says which parts do
     */
    public Experiment update(AppId app, String idOrKey, ExperimentDefinition definition, String actor) {
        return change(
                () -> {
                    Experiment stored = get(app, idOrKey);
                    if (!stored.key().equals(definition.key())) {
                        throw new InvalidInputException("/key", "cannot be changed: it is '" + stored.key() + "'");
                    }
                    if (stored.state() == ExperimentState.DRAFT) {
                        startRules.checkAudience(app, definition);
                    } else {
                        StartRules.checkFrozen(stored, definition);
                    }
                    ObjectNode detail = StoredJson.object();
                    detail.set("from", ExperimentJson.write(stored.definition()));
                    detail.set("to", ExperimentJson.write(definition));
                    rows.update(stored.id(), definition);
                    record(stored, actor, "changed", null, detail);
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
        return start(app, idOrKey, actor, null);
    }

    /**
     * Starts a draft.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param actor who does this, for the audit
     * @param why the reason, for the audit; null if none is given
     * @return the running experiment
     * @throws ExperimentStateException if it is no draft
     * @throws InvalidInputException if its control gets nobody, its end has passed, its segment is gone, or its slot is taken
     */
    public Experiment start(AppId app, String idOrKey, String actor, @Nullable String why) {
        return change(
                () -> {
                    Experiment stored =
                            require(get(app, idOrKey), "Only a draft can be started", ExperimentState.DRAFT);
                    startRules.check(stored, now());
                    rows.start(stored.id(), stored.definition().trafficBasisPoints(), now());
                    record(stored, actor, "started", why, null);
                    return stored.id();
                },
                app);
    }

    /**
     * Concludes an experiment that is running or paused.
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
        return conclude(app, idOrKey, shippedVariant, actor, null);
    }

    /**
     * Concludes an experiment that is running or paused.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param shippedVariant the variant that everybody gets from now on; null for the control
     * @param actor who does this, for the audit
     * @param why the reason, for the audit; null if none is given
     * @return the concluded experiment
     * @throws ExperimentStateException if it is not running
     * @throws InvalidInputException if it has no such variant
     */
    public Experiment conclude(
            AppId app, String idOrKey, @Nullable String shippedVariant, String actor, @Nullable String why) {
        return change(
                () -> {
                    Experiment stored = require(
                            get(app, idOrKey),
                            "Only a running experiment can be concluded",
                            ExperimentState.RUNNING,
                            ExperimentState.PAUSED);
                    if (shippedVariant != null && !stored.definition().hasVariant(shippedVariant)) {
                        throw new InvalidInputException("/shippedVariant", "is no variant of '" + stored.key() + "'");
                    }
                    rows.conclude(stored.id(), shippedVariant, now());
                    ObjectNode detail = StoredJson.object().put("shippedVariant", shippedVariant);
                    record(stored, actor, "concluded", why, shippedVariant == null ? null : detail);
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
            Experiment stored = require(get(app, idOrKey), "Only a draft can be deleted", ExperimentState.DRAFT);
            rows.delete(stored.id());
            record(stored, actor, "deleted", null, ExperimentJson.write(stored.definition()));
        });
        cache.refresh();
    }

    /** Makes a change in a transaction, after all others; it returns the number of the experiment. */
    Experiment change(Supplier<Long> change, AppId app) {
        Experiment changed = database.transaction().execute(status -> {
            rows.touch();
            return rows.find(app, change.get()).orElseThrow();
        });
        cache.refresh();
        return changed;
    }

    static Experiment require(Experiment experiment, String message, ExperimentState... states) {
        if (!List.of(states).contains(experiment.state())) {
            throw new ExperimentStateException(experiment.key(), experiment.state(), message);
        }
        return experiment;
    }

    void record(Experiment experiment, String actor, String action, @Nullable String why, @Nullable ObjectNode detail) {
        if (why != null) {
            JsonInput.requireText(why, "/why", MAX_WHY);
        }
        audit.record(experiment.app(), now(), actor, SUBJECT, "" + experiment.id(), action, why, detail);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
