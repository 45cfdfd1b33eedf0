/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.trend;

import io.waymark.analytics.ui.view.Panel;
import java.util.Collection;
import java.util.List;

/**
 * The page about measures over time.
 *
 * @param form the question
 * @param events the events to choose from
 * @param answer the answer
 */
public record TrendModel(TrendForm form, List<String> events, Panel<TrendAnswer> answer) {

    TrendModel(TrendForm form, Collection<String> events, Panel<TrendAnswer> answer) {
        this(form, events.stream().sorted().toList(), answer);
    }
}
