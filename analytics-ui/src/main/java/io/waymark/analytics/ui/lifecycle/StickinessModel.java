/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.lifecycle;

import io.waymark.analytics.ui.view.Panel;
import java.util.Collection;
import java.util.List;

/**
 * The page about the days on which people are active.
 *
 * @param form the question
 * @param events the events to choose from
 * @param report the answer
 */
public record StickinessModel(ActivityForm form, List<String> events, Panel<StickinessAnswer> report) {

    StickinessModel(ActivityForm form, Collection<String> events, Panel<StickinessAnswer> report) {
        this(form, events.stream().sorted().toList(), report);
    }
}
