/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.overview;

import io.waymark.analytics.ui.view.Delta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent events.
 *
 * @param events the events, the most frequent first
 */
public record TopModel(List<Row> events) {

    /**
     * An event.
     *
     * @param event its name
     * @param count how many
     * @param users how many different people
     * @param share its length beside that of the most frequent, in per cent
     * @param delta how it changed; null for none
     */
    public record Row(
            String event,
            long count,
            long users,
            double share,
            @Nullable Delta delta) {}
}
