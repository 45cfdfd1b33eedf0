/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.PropertyWishes;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.experiment.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The properties that the metrics of experiments ask for, until their results are kept. */
public final class MetricProperties implements PropertyWishes {

    private final ExperimentCatalog catalog;

    /**
     * Looks at the experiments.
     *
     * @param catalog the experiments
     */
    public MetricProperties(ExperimentCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<Wish> wishes() {
        List<Wish> wishes = new ArrayList<>();
        for (Map.Entry<AppId, Map<String, Experiment>> app : catalog.current().entrySet()) {
            app.getValue().values().stream()
                    .filter(experiment -> experiment.state() == ExperimentState.RUNNING
                            || experiment.state() == ExperimentState.PAUSED
                            || experiment.state() == ExperimentState.DRAFT)
                    .flatMap(experiment -> experiment.definition().metrics().stream())
                    .forEach(metric -> add(wishes, app.getKey().value(), metric));
        }
        return wishes;
    }

    private static void add(List<Wish> wishes, int app, Metric metric) {
        for (int place = 0; place < metric.events().size(); place++) {
            EventFilter event = metric.events().get(place);
            Wish.of(app, event).forEach(wishes::add);
            String property = metric.property(place);
            if (property != null) {
                wishes.add(new Wish(app, event.event(), property));
            }
        }
    }
}
