/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import com.google.common.base.Ticker;
import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Assignment.Reason;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.Experiment.Phase;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.Ingest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which variant somebody gets:
 *
 * <ol>
 *   <li>No such experiment, not running, or no unit id: the default, without a hash. A shipped variant goes to everyone.
 *   <li>What this instance remembers about the unit holds.
 *   <li>While an experiment has always had the same weights and traffic, the hash decides. It gives the same answer at any
 *       time on any instance, so the row of the assignment is only written, in the background, and never read.
 *   <li>After a change of weights or traffic the hash decides for those to whom it has always given the same answer; that
 *       is most, and still takes no I/O. For others the row decides: it is read, and written if there is none, once per
 *       unit and instance.
 * </ol>
 */
public final class DefaultExperiments implements Experiments {

    private static final Logger log = LoggerFactory.getLogger(DefaultExperiments.class);
    private static final int MAX_HINTS = 100;

    private final ExperimentCatalog catalog;
    private final StickyAssignments sticky;
    private final Exposures exposures;
    private final LongAdder missingUnits = new LongAdder();
    private final Set<String> hinted = ConcurrentHashMap.newKeySet();

    /**
     * Assigns people to the variants of experiments. Writes no assignments until {@link #start() started}.
     *
     * @param catalog the experiments
     * @param database where assignments are kept
     * @param ingest takes exposures
     * @param settings how much is remembered
     * @param clock tells when somebody was assigned and exposed
     */
    public DefaultExperiments(
            ExperimentCatalog catalog,
            AnalyticsDatabase database,
            Ingest ingest,
            ExperimentSettings settings,
            Clock clock) {
        this.catalog = catalog;
        this.sticky = new StickyAssignments(new AssignmentRows(database), clock, settings.rememberedUnits());
        this.exposures = new Exposures(ingest, clock, settings.rememberedUnits(), Ticker.systemTicker());
    }

    /** Starts to write assignments. */
    public void start() {
        sticky.start();
    }

    /** Writes what has been assigned so far, and stops. */
    public void stop() {
        sticky.stop();
    }

    @Override
    public Assignment assign(AppId app, String key, @Nullable String unitId) {
        return decide(app, key, unitId, false);
    }

    @Override
    public Assignment expose(AppId app, String key, @Nullable String unitId) {
        return decide(app, key, unitId, true);
    }

    /** {@return what has gone past the experiments so far} */
    public Stats stats() {
        return new Stats(missingUnits.sum(), sticky.waiting(), sticky.lost());
    }

    private Assignment decide(AppId app, String key, @Nullable String unitId, boolean expose) {
        Experiment experiment = catalog.current(app, key);
        if (experiment == null) {
            hint(key);
            return new Assignment(key, Assignment.UNDEFINED_VARIANT, 0, Reason.UNKNOWN_EXPERIMENT);
        }
        if (experiment.state() != ExperimentState.RUNNING) {
            String shipped = experiment.shippedVariant();
            return shipped == null
                    ? control(experiment, Reason.NOT_RUNNING)
                    : new Assignment(key, shipped, 0, Reason.SHIPPED);
        }
        if (unitId == null || unitId.isBlank()) {
            missingUnits.increment();
            return control(experiment, Reason.MISSING_UNIT);
        }
        Kept kept = draw(experiment, unitId);
        if (kept == null) {
            return control(experiment, Reason.NOT_IN_TRAFFIC);
        }
        Assignment assignment = new Assignment(key, kept.variant(), kept.phase(), Reason.ASSIGNED);
        if (expose) {
            exposures.record(experiment, assignment, unitId);
        }
        return assignment;
    }

    private @Nullable Kept draw(Experiment experiment, String unitId) {
        Unit unit = new Unit(experiment.id(), unitId);
        Kept remembered = sticky.remembered(unit);
        if (remembered != null) {
            return remembered;
        }
        List<Phase> phases = experiment.phases();
        Phase latest = phases.get(phases.size() - 1);
        int position = Bucketing.variant(experiment.salt(), latest, unitId);
        Kept drawn = position == Bucketing.OUTSIDE
                ? null
                : new Kept(experiment.definition().variants().get(position).key(), latest.number());
        for (Phase earlier : phases.subList(0, phases.size() - 1)) {
            int then = Bucketing.variant(experiment.salt(), earlier, unitId);
            if (then != position && then != Bucketing.OUTSIDE) {
                return sticky.settle(unit, drawn);
            }
        }
        if (drawn != null) {
            sticky.keep(unit, drawn);
        }
        return drawn;
    }

    private static Assignment control(Experiment experiment, Reason reason) {
        return new Assignment(
                experiment.key(), experiment.definition().control().key(), 0, reason);
    }

    private void hint(String key) {
        if (hinted.size() < MAX_HINTS && hinted.add(key)) {
            log.warn("There is no experiment '{}'; everybody gets '{}'", key, Assignment.UNDEFINED_VARIANT);
        }
    }

    /**
     * What has gone past the experiments of this instance.
     *
     * @param missingUnits how often somebody without an id asked for a variant
     * @param waitingAssignments how many assignments are waiting to be written
     * @param lostAssignments how many assignments were not written, because too many were waiting
     */
    public record Stats(long missingUnits, int waitingAssignments, long lostAssignments) {}
}
