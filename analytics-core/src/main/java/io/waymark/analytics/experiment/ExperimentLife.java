/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.experiment.plan.Schedule;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.json.StoredJson;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be done to an experiment between its start and its end. Every change is audited with who made it and why.
 *
 * <p>Safe for use by many threads and instances: changes happen one after the other.
 */
public final class ExperimentLife {

    private static final int MAX_UNIT = 200;
    private static final int MAX_OVERRIDES = 1_000;

    private final ExperimentCatalog catalog;
    private final ExperimentRows rows;

    ExperimentLife(ExperimentCatalog catalog, ExperimentRows rows) {
        this.catalog = catalog;
        this.rows = rows;
    }

    /**
     * Stops a running experiment for now: everybody gets the control, and nobody is exposed.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param actor who does this
     * @param why the reason; null if none is given
     * @return the paused experiment
     * @throws ExperimentStateException if it is not running
     */
    public Experiment pause(AppId app, String idOrKey, String actor, @Nullable String why) {
        return move(app, idOrKey, ExperimentState.RUNNING, ExperimentState.PAUSED, "paused", actor, why);
    }

    /**
     * Goes on with a paused experiment: everybody gets the variant that they had.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param actor who does this
     * @param why the reason; null if none is given
     * @return the running experiment
     * @throws ExperimentStateException if it is not paused
     */
    public Experiment resume(AppId app, String idOrKey, String actor, @Nullable String why) {
        return move(app, idOrKey, ExperimentState.PAUSED, ExperimentState.RUNNING, "resumed", actor, why);
    }

    /**
     * Puts a concluded experiment away. What people get does not change.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param actor who does this
     * @param why the reason; null if none is given
     * @return the archived experiment
     * @throws ExperimentStateException if it is not concluded
     */
    public Experiment archive(AppId app, String idOrKey, String actor, @Nullable String why) {
        return move(app, idOrKey, ExperimentState.CONCLUDED, ExperimentState.ARCHIVED, "archived", actor, why);
    }

    private Experiment move(
            AppId app,
            String idOrKey,
            ExperimentState from,
            ExperimentState to,
            String action,
            String actor,
            @Nullable String why) {
        return catalog.change(
                () -> {
                    Experiment stored = ExperimentCatalog.require(
                            catalog.get(app, idOrKey),
                            "Only an experiment that is " + from.name().toLowerCase(Locale.ROOT) + " can be " + action,
                            from);
                    rows.state(stored.id(), to, catalog.now());
                    catalog.record(stored, actor, action, why, null);
                    return stored.id();
                },
                app);
    }

    /**
     * Changes who enters a running experiment from now on, which opens a new phase. Nobody who is in moves.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param change share of the people and weights
     * @param actor who does this
     * @param why the reason; null if none is given
     * @return the experiment; without a new phase if nothing changes
     * @throws ExperimentStateException if it is neither running nor paused
     * @throws InvalidInputException if share or weights are not possible
     */
    public Experiment changeTraffic(
            AppId app, String idOrKey, ChangeOfTraffic change, String actor, @Nullable String why) {
        return catalog.change(
                () -> {
                    Experiment stored = running(app, idOrKey);
                    ExperimentDefinition before = stored.definition();
                    ExperimentDefinition after = change.applyTo(before);
                    if (!after.equals(before)) {
                        ObjectNode detail = StoredJson.object();
                        detail.set("from", traffic(before));
                        detail.set("to", traffic(after));
                        rows.update(stored.id(), after);
                        rows.newPhase(stored.id(), after.trafficBasisPoints(), catalog.now());
                        catalog.record(stored, actor, "traffic changed", why, detail);
                    }
                    return stored.id();
                },
                app);
    }

    private Experiment running(AppId app, String idOrKey) {
        return ExperimentCatalog.require(
                catalog.get(app, idOrKey),
                "Only an experiment that runs or is paused can be changed like this; a draft is edited",
                ExperimentState.RUNNING,
                ExperimentState.PAUSED);
    }

    private static ObjectNode traffic(ExperimentDefinition definition) {
        ObjectNode json = StoredJson.object().put("trafficBasisPoints", definition.trafficBasisPoints());
        definition.variants().forEach(variant -> json.withArray("weights").add(variant.weight()));
        return json;
    }

    /**
     * Changes when an experiment starts or ends by itself. Once it runs, only its end can be changed.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param schedule the times
     * @param actor who does this
     * @param why the reason; null if none is given
     * @return the experiment
     * @throws ExperimentStateException if it has been concluded
     * @throws InvalidInputException if a time is not possible
     */
    public Experiment schedule(AppId app, String idOrKey, Schedule schedule, String actor, @Nullable String why) {
        return catalog.change(
                () -> {
                    Experiment stored = ExperimentCatalog.require(
                            catalog.get(app, idOrKey),
                            "An experiment that has been concluded starts and ends no more",
                            ExperimentState.DRAFT,
                            ExperimentState.RUNNING,
                            ExperimentState.PAUSED);
                    ExperimentDefinition before = stored.definition();
                    boolean draft = stored.state() == ExperimentState.DRAFT;
                    Schedule next = draft
                            ? schedule
                            : new Schedule(before.rollout().schedule().startAt(), schedule.endAt());
                    Instant endAt = next.endAt();
                    if (endAt != null && !catalog.now().isBefore(endAt)) {
                        throw new InvalidInputException("/schedule/endAt", "has passed");
                    }
                    rows.update(stored.id(), before.with(before.variants(), before.trafficBasisPoints(), next));
                    ObjectNode detail = StoredJson.object()
                            .put("startAt", String.valueOf(next.startAt()))
                            .put("endAt", String.valueOf(next.endAt()));
                    catalog.record(stored, actor, "scheduled", why, detail);
                    return stored.id();
                },
                app);
    }

    /**
     * Sets the variant that somebody gets while the experiment runs, to look at it. They are never analysed.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @param unitId who
     * @param variant the key of the variant; null to leave them to the experiment again
     * @param actor who does this
     * @param why the reason; null if none is given
     * @return the experiment
     * @throws ExperimentStateException if it has been concluded
     * @throws InvalidInputException if there is no such variant, or if there are too many overrides
     */
    public Experiment override(
            AppId app, String idOrKey, String unitId, @Nullable String variant, String actor, @Nullable String why) {
        JsonInput.requireText(unitId, "/userId", MAX_UNIT);
        return catalog.change(
                () -> {
                    Experiment stored = ExperimentCatalog.require(
                            catalog.get(app, idOrKey),
                            "An experiment that has been concluded has nothing to look at",
                            ExperimentState.DRAFT,
                            ExperimentState.RUNNING,
                            ExperimentState.PAUSED);
                    if (variant != null && !stored.definition().hasVariant(variant)) {
                        throw new InvalidInputException(
                                "/variant", "is no variant of '" + stored.key() + "': '" + variant + "'");
                    }
                    if (variant != null
                            && stored.overrides().size() >= MAX_OVERRIDES
                            && !stored.overrides().containsKey(unitId)) {
                        throw new InvalidInputException("/userId", "is one too many: there are " + MAX_OVERRIDES);
                    }
                    rows.override(stored.id(), unitId, variant);
                    ObjectNode detail =
                            StoredJson.object().put("userId", unitId).put("variant", variant);
                    catalog.record(stored, actor, variant == null ? "override removed" : "overridden", why, detail);
                    return stored.id();
                },
                app);
    }
}
