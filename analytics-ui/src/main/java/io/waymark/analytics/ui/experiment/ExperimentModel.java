/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.ui.view.Panel;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of one experiment.
 *
 * @param experiment the stored experiment; null for a new one
 * @param form the draft; null once it has been started
 * @param faults what is wrong with the draft, in sentences
 * @param faultsAt what is wrong with it, by the pointer of the field
 * @param events the event names to choose from
 * @param result what it has shown; null for a draft
 */
public record ExperimentModel(
        @Nullable Experiment experiment,
        @Nullable ExperimentForm form,
        List<String> faults,
        Map<String, String> faultsAt,
        Collection<String> events,
        @Nullable Panel<ResultView> result) {

    /**
     * What is wrong at a field.
     *
     * @param pointer the pointer of the field; faults of its parts count, too
     * @return what is wrong; null if nothing is
     */
    public @Nullable String faultAt(String pointer) {
        return faultsAt.entrySet().stream()
                .filter(fault ->
                        fault.getKey().equals(pointer) || fault.getKey().startsWith(pointer + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** {@return whether the goal is an event that nobody has tracked yet} */
    public boolean goalIsNew() {
        return form != null && !form.goal().isBlank() && !events.contains(form.goal());
    }
}
