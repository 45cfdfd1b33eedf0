/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

import io.waymark.analytics.trend.EventSummary;
import io.waymark.analytics.ui.live.TailModel;
import io.waymark.analytics.ui.view.Panel;
import java.util.Collection;

/**
 * One event.
 *
 * @param event the event with its definition
 * @param categories the categories that events have so far
 * @param trend how often it happened
 * @param properties what it carries
 * @param tail the latest of it
 */
public record EventModel(
        EventSummary event,
        Collection<String> categories,
        Panel<TrendModel> trend,
        Panel<PropertiesModel> properties,
        Panel<TailModel> tail) {}
