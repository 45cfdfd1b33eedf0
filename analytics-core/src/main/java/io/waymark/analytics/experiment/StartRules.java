/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.experiment.plan.Layer;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What must hold when an experiment starts, and what cannot be changed from then on. */
final class StartRules {

    private final Segments segments;
    private final ExperimentRows rows;

    StartRules(Segments segments, ExperimentRows rows) {
        this.segments = segments;
        this.rows = rows;
    }

    /** The segment that is named must be there. */
    void checkAudience(AppId app, ExperimentDefinition definition) {
        List<Fault> faults = audienceFaults(app, definition);
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    private List<Fault> audienceFaults(AppId app, ExperimentDefinition definition) {
        String segment = definition.rollout().audience().segment();
        if (segment == null) {
            return List.of();
        }
        try {
            segments.personsOf(app, segment, new SqlParameters());
            return List.of();
        } catch (InvalidInputException e) {
            return List.of(new Fault("/audience/segment", "names no segment: '" + segment + "'"));
        }
    }

    void check(Experiment draft, Instant now) {
        ExperimentDefinition definition = draft.definition();
        List<Fault> faults = new ArrayList<>(audienceFaults(draft.app(), definition));
        if (definition.control().weight() == 0) {
            faults.add(new Fault(
                    "/variants/0/weight",
                    "must be above 0: without people in the control there is nothing to compare"));
        }
        Instant endAt = definition.rollout().schedule().endAt();
        if (endAt != null && !now.isBefore(endAt)) {
            faults.add(new Fault("/schedule/endAt", "has passed"));
        }
        Layer layer = definition.rollout().layer();
        if (layer != null) {
            rows.list(draft.app()).stream()
                    .filter(other ->
                            other.state() == ExperimentState.RUNNING || other.state() == ExperimentState.PAUSED)
                    .filter(other -> overlaps(layer, other))
                    .findFirst()
                    .ifPresent(other -> faults.add(
                            new Fault("/layer", "overlaps with the slot of '" + other.key() + "', which runs")));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    private static boolean overlaps(Layer layer, Experiment other) {
        Layer taken = other.definition().rollout().layer();
        return taken != null && layer.overlaps(taken);
    }

    /** Only the name may differ, and secondary metrics as long as their sums are not kept for good. */
    static void checkFrozen(Experiment started, ExperimentDefinition definition) {
        boolean ended = started.state() == ExperimentState.CONCLUDED || started.state() == ExperimentState.ARCHIVED;
        ObjectNode before = ExperimentJson.write(ended ? started.definition() : frozen(started.definition()));
        ObjectNode after = ExperimentJson.write(ended ? definition : frozen(definition));
        Set<String> fields = new LinkedHashSet<>(before.propertyNames());
        fields.addAll(after.propertyNames());
        fields.remove("name");
        List<Fault> faults = fields.stream()
                .filter(field -> !SameJson.test(before.path(field), after.path(field)))
                .map(field -> new Fault(
                        "/" + field,
                        ended
                                ? "cannot be changed once the experiment has ended"
                                : "cannot be changed once the experiment has been started"))
                .toList();
        if (!faults.isEmpty()) {
            throw new ExperimentStateException(
                    started.key(),
                    started.state(),
                    ended
                            ? "Once an experiment has ended, only its name can be changed"
                            : "Once an experiment has been started, only its name and secondary metrics can be changed like this",
                    faults);
        }
    }

    private static ExperimentDefinition frozen(ExperimentDefinition definition) {
        return definition.toBuilder().measures(definition.measures().deciding()).build();
    }
}
