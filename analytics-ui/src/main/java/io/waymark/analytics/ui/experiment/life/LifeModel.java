/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.life;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.experiment.assign.ChangePreview;
import io.waymark.analytics.store.AuditEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The page on which an experiment is managed.
 *
 * @param experiment the experiment
 * @param traffic the share of the people that is asked for, in per cent
 * @param weights the weights that are asked for, in per cent
 * @param startAt when it starts by itself, as a field for a local time has it; empty if it does not
 * @param endAt when it ends by itself; empty if it does not
 * @param preview what the change that is asked for would do; null if none is
 * @param faults what is wrong with what was asked for, in sentences
 * @param history what was done, latest first
 */
public record LifeModel(
        Experiment experiment,
        String traffic,
        List<String> weights,
        String startAt,
        String endAt,
        @Nullable ChangePreview preview,
        List<String> faults,
        List<AuditEntry> history) {

    public LifeModel {
        weights = List.copyOf(weights);
        faults = List.copyOf(faults);
        history = List.copyOf(history);
    }

    /** {@return whether it runs or is paused} */
    public boolean isUnderWay() {
        return experiment.state() == ExperimentState.RUNNING || experiment.state() == ExperimentState.PAUSED;
    }

    /** {@return whether it is over} */
    public boolean isOver() {
        return experiment.state() == ExperimentState.CONCLUDED || experiment.state() == ExperimentState.ARCHIVED;
    }

    /** {@return the overrides by unit id, in its order} */
    public Map<String, String> overrides() {
        return new TreeMap<>(experiment.overrides());
    }

    /**
     * What more there is to say about a change.
     *
     * @param entry the change
     * @return in a few words; empty if nothing
     */
    public static String detail(AuditEntry entry) {
        JsonNode detail = entry.detail();
        return switch (entry.action()) {
            case "traffic changed" -> traffic(detail.path("from")) + " → " + traffic(detail.path("to"));
            case "overridden" ->
                detail.path("userId").asString("") + " → "
                        + detail.path("variant").asString("");
            case "override removed" -> detail.path("userId").asString("");
            case "concluded" -> detail.path("shippedVariant").asString("");
            default -> "";
        };
    }

    private static String traffic(JsonNode state) {
        String weights = String.join(
                " / ",
                state.path("weights").valueStream().map(JsonNode::asString).toList());
        return state.path("trafficBasisPoints").asInt() / 100.0 + " %, " + weights;
    }
}
