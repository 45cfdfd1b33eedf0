/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.journey;

import io.waymark.analytics.ui.view.Panel;
import java.util.Collection;
import java.util.List;

/**
 * The page about the ways people take.
 *
 * @param form the question
 * @param events the events to choose from
 * @param answer the answer
 */
public record JourneyModel(JourneyForm form, List<String> events, Panel<JourneyAnswer> answer) {

    JourneyModel(JourneyForm form, Collection<String> events, Panel<JourneyAnswer> answer) {
        this(form, events.stream().sorted().toList(), answer);
    }
}
