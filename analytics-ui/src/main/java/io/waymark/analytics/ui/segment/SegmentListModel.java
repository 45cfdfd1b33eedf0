/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.ui.view.Panel;
import java.util.List;

/**
 * The list of segments.
 *
 * @param segments the stored ones and the presets, with their size
 */
public record SegmentListModel(Panel<List<Row>> segments) {

    /**
     * A segment.
     *
     * @param key its key
     * @param name its name
     * @param preset whether every app has it
     * @param people how many are in it now
     */
    public record Row(String key, String name, boolean preset, long people) {}
}
