/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.overview;

import io.waymark.analytics.ui.live.TailModel;
import io.waymark.analytics.ui.view.Panel;

/**
 * The overview.
 *
 * @param figures the figures and the chart
 * @param top the most frequent events
 * @param tail the events that arrived last
 */
public record OverviewModel(Panel<FiguresModel> figures, Panel<TopModel> top, Panel<TailModel> tail) {}
