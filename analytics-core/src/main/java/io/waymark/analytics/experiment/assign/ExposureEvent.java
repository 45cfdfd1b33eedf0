/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.experiment.Assignment;
import java.time.Instant;

/** The event that says that a person has seen the variant they are assigned to. */
public final class ExposureEvent {

    /** The name of the event. */
    public static final String NAME = StandardEvents.EXPERIMENT_EXPOSURE;
    /** The property with the key of the experiment. */
    public static final String EXPERIMENT = "experiment";
    /** The property with the key of the variant. */
    public static final String VARIANT = "variant";
    /** The property with the number of the phase. */
    public static final String PHASE = "phase";

    private ExposureEvent() {}

    /**
     * Makes the event.
     *
     * @param assignment the variant that was seen
     * @param unitId who has seen it
     * @param at when
     * @return the event
     */
    public static Event of(Assignment assignment, String unitId, Instant at) {
        return Event.builder(NAME, unitId)
                .occurredAt(at)
                .property(EXPERIMENT, assignment.experiment())
                .property(VARIANT, assignment.variant())
                .property(PHASE, assignment.phase())
                .build();
    }
}
