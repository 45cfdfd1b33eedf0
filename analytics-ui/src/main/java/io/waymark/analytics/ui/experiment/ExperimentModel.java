/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.ui.experiment.form.ExperimentForm;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Ui;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of one experiment.
 *
 * @param experiment the stored experiment; null for a new one
 * @param form the form; null where there is none
 * @param faults what is wrong with the form, in sentences
 * @param faultsAt what is wrong with it, by the pointer of the field
 * @param events the event names to choose from
 * @param result what it has shown; null for a draft
 * @param breakdown the same by a property; null unless asked for
 */
public record ExperimentModel(
        @Nullable Experiment experiment,
        @Nullable ExperimentForm form,
        List<String> faults,
        Map<String, String> faultsAt,
        Collection<String> events,
        @Nullable Panel<ResultView> result,
        @Nullable Panel<BreakdownView> breakdown) {

    /**
     * Where the form is sent to.
     *
     * @param ui the page
     * @return the address
     */
    public String address(Ui ui) {
        return ui.links()
                .to(
                        experiment == null
                                ? "/experiments"
                                : "/experiments/" + ui.links().segment(experiment.key()));
    }

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

    /**
     * What is wrong at a field itself.
     *
     * @param pointer the pointer of the field
     * @return what is wrong; null if nothing is
     */
    public @Nullable String faultExactlyAt(String pointer) {
        return faultsAt.get(pointer);
    }

    /**
     * Whether nobody has tracked an event yet.
     *
     * @param event its name
     * @return whether it is named, and unknown
     */
    public boolean isNew(String event) {
        return !event.isEmpty() && !events.contains(event);
    }

    /** {@return events that the form counts and nobody has tracked yet} */
    public List<String> newEvents() {
        return form == null
                ? List.of()
                : form.events().stream().filter(this::isNew).toList();
    }
}
