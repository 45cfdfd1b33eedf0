/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.ui.view.Panel;
import java.util.List;

/**
 * The page of one segment.
 *
 * @param key its key
 * @param name its name
 * @param rule who is in it, as JSON
 * @param members who is in it now
 */
public record SegmentModel(String key, String name, String rule, Panel<Members> members) {

    /**
     * The people of a segment.
     *
     * @param size how many
     * @param people an id of each of the first
     */
    public record Members(long size, List<String> people) {

        public Members {
            people = List.copyOf(people);
        }
    }
}
