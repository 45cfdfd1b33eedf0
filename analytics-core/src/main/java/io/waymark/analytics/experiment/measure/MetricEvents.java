/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.metric.Metric;
import java.util.List;
import java.util.Optional;

/** Finds the events of metrics. There are two: columns, and the event table for what columns do not have. */
interface MetricEvents {

    /**
     * Whether it has all that a metric asks for.
     *
     * @param metric the metric
     * @return whether it has
     */
    boolean canAnswer(Metric metric);

    /**
     * Goes through the events.
     *
     * @param app whose events
     * @param metrics metrics that it can answer
     * @param people whose events matter
     * @param frame when
     * @return what came of each metric, in their order; empty if it cannot answer now
     */
    Optional<List<MetricData>> read(AppId app, List<Metric> metrics, ExposedPeople people, Frame frame);
}
