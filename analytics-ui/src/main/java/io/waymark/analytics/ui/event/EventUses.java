/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentJson;
import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.funnel.FunnelJson;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.segment.SegmentJson;
import io.waymark.analytics.segment.Segments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the stored funnels and segments and the running experiments that ask for an event. */
final class EventUses {

    private final Funnels funnels;
    private final Segments segments;
    private final @Nullable ExperimentCatalog experiments;

    EventUses(Funnels funnels, Segments segments, @Nullable ExperimentCatalog experiments) {
        this.funnels = funnels;
        this.segments = segments;
        this.experiments = experiments;
    }

    List<EventUse> of(AppId app, String event) {
        List<EventUse> uses = new ArrayList<>();
        funnels.list(app).stream()
                .filter(funnel -> names(FunnelJson.write(funnel.definition()), event))
                .forEach(funnel -> uses.add(new EventUse("event.use.funnel", funnel.name())));
        segments.list(app).stream()
                .filter(segment -> names(SegmentJson.write(segment.rule()), event))
                .forEach(segment -> uses.add(new EventUse("event.use.segment", segment.name())));
        if (experiments != null) {
            experiments.list(app).stream()
                    .filter(experiment -> experiment.state() == ExperimentState.RUNNING)
                    .filter(experiment -> names(ExperimentJson.write(experiment), event))
                    .forEach(experiment -> uses.add(new EventUse(
                            "event.use.experiment", experiment.definition().name())));
        }
        return List.copyOf(uses);
    }

    /** Definitions of every kind name an event by the same key. */
    private static boolean names(JsonNode definition, String event) {
        if (definition.isObject() && event.equals(definition.path("event").stringValue(null))) {
            return true;
        }
        for (JsonNode part : definition) {
            if (names(part, event)) {
                return true;
            }
        }
        return false;
    }
}
