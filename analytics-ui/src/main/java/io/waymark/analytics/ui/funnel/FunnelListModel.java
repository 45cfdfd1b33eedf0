/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import io.waymark.analytics.funnel.Funnel;
import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.ui.view.Panel;
import java.util.List;

/**
 * All stored funnels.
 *
 * @param funnels each with its report
 */
public record FunnelListModel(List<Row> funnels) {

    /**
     * A stored funnel.
     *
     * @param funnel the funnel
     * @param report its report, in whatever state
     */
    public record Row(Funnel funnel, Panel<FunnelReport> report) {

        /** {@return how many people entered} */
        public long entered() {
            return report.get().steps().get(0).users();
        }

        /** {@return the share of them who reached the end, in per cent} */
        public double conversion() {
            List<FunnelReport.Step> steps = report.get().steps();
            return steps.get(steps.size() - 1).conversionFromStart();
        }
    }
}
