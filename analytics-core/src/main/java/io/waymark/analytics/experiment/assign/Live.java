/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Assignment.Reason;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.Experiment.Phase;
import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.plan.Audience;
import io.waymark.analytics.experiment.plan.Layer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A state of an experiment with all that can be prepared for decisions. Answers are made once and given out again. */
final class Live {

    private final Experiment experiment;
    private final boolean running;
    private final Map<Reason, Assignment> defaults = new EnumMap<>(Reason.class);
    private final @Nullable Assignment shipped;
    private final Map<String, Assignment> overrides = new ConcurrentHashMap<>();
    private final Map<Kept, Assignment> assigned = new ConcurrentHashMap<>();
    private final int[][] basisPoints;

    Live(Experiment experiment) {
        this.experiment = experiment;
        this.running = experiment.state() == ExperimentState.RUNNING;
        String control = experiment.definition().control().key();
        for (Reason reason : Reason.values()) {
            defaults.put(reason, new Assignment(experiment.key(), control, 0, reason));
        }
        String everybodys = experiment.shippedVariant();
        this.shipped = everybodys == null ? null : new Assignment(experiment.key(), everybodys, 0, Reason.SHIPPED);
        experiment
                .overrides()
                .forEach((unit, variant) ->
                        overrides.put(unit, new Assignment(experiment.key(), variant, 0, Reason.OVERRIDDEN)));
        this.basisPoints = experiment.phases().stream()
                .map(phase -> Bucketing.basisPoints(phase.weights()))
                .toArray(int[][]::new);
    }

    Experiment experiment() {
        return experiment;
    }

    long id() {
        return experiment.id();
    }

    boolean isRunning() {
        return running;
    }

    Audience audience() {
        return experiment.definition().rollout().audience();
    }

    /** What everybody gets while it does not run. */
    Assignment idle() {
        return shipped == null ? control(Reason.NOT_RUNNING) : shipped;
    }

    Assignment control(Reason reason) {
        return Objects.requireNonNull(defaults.get(reason));
    }

    @Nullable
    Assignment override(String unitId) {
        return overrides.isEmpty() ? null : overrides.get(unitId);
    }

    Assignment assigned(Kept kept) {
        Assignment made = assigned.get(kept);
        return made == null
                ? assigned.computeIfAbsent(
                        kept, one -> new Assignment(experiment.key(), one.variant(), one.phase(), Reason.ASSIGNED))
                : made;
    }

    boolean hasSlotFor(String unitId) {
        Layer layer = experiment.definition().rollout().layer();
        if (layer == null) {
            return true;
        }
        int bucket = Bucketing.bucket("layer:" + layer.key(), "layer", unitId);
        return bucket >= layer.fromBasisPoints() && bucket < layer.toBasisPoints();
    }

    /** What the hash says in the latest phase, and whether it may have said anything else before. */
    Drawn draw(String unitId) {
        int traffic = Bucketing.bucket(experiment.salt(), "traffic", unitId);
        int variant = Bucketing.bucket(experiment.salt(), "variant", unitId);
        List<Phase> phases = experiment.phases();
        int last = phases.size() - 1;
        int position = position(last, traffic, variant);
        boolean everInside = position != Bucketing.OUTSIDE;
        boolean differed = false;
        for (int i = 0; i < last; i++) {
            int then = position(i, traffic, variant);
            everInside |= then != Bucketing.OUTSIDE;
            differed |= then != Bucketing.OUTSIDE && then != position;
        }
        List<Variant> variants = experiment.definition().variants();
        Kept kept = position == Bucketing.OUTSIDE
                ? null
                : new Kept(variants.get(position).key(), phases.get(last).number());
        return new Drawn(kept, everInside, differed);
    }

    private int position(int phase, int traffic, int variant) {
        return traffic < experiment.phases().get(phase).trafficBasisPoints()
                ? Bucketing.variant(basisPoints[phase], variant)
                : Bucketing.OUTSIDE;
    }

    /**
     * What the hash says.
     *
     * @param kept the variant by the latest phase; null outside its traffic
     * @param everInside whether any phase lets them in
     * @param differed whether an earlier phase lets them in with another variant than the latest
     */
    record Drawn(@Nullable Kept kept, boolean everInside, boolean differed) {}
}
