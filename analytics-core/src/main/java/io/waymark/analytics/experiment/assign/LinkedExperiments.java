/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.person.identify.PersonChange;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventEnricher;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets somebody who logs in keep their variants at once, from the event that says so and before it is stored; events stay as
 * they are.
 */
public final class LinkedExperiments implements EventEnricher {

    private final Supplier<? extends @Nullable Experiments> experiments;

    /**
     * Tells experiments who is who.
     *
     * @param experiments the experiments of this instance, asked for with the first such event; may have none
     */
    public LinkedExperiments(Supplier<? extends @Nullable Experiments> experiments) {
        this.experiments = experiments;
    }

    @Override
    public Decision enrich(AppId app, Event event) {
        PersonChange change = PersonChange.of(event);
        String other = change == null || !change.identifies() ? null : change.otherId();
        Experiments present = other == null ? null : experiments.get();
        if (present != null && other != null) {
            present.link(app, event.distinctId(), other);
        }
        return Decision.keep(event);
    }
}
