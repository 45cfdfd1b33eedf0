/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import static io.waymark.analytics.segment.SegmentRule.active;
import static io.waymark.analytics.segment.SegmentRule.and;
import static io.waymark.analytics.segment.SegmentRule.not;
import static io.waymark.analytics.segment.SegmentRule.or;

import java.util.List;
import java.util.Optional;

/**
 * Segments that every app has, of which each person is in exactly one: by how much they did in the last 30 days, and how
 * long ago. A stored segment of the same key stands in for the preset.
 */
public final class SegmentPresets {

    private static final SegmentRule CHAMPION = and(active(100, 30), active(1, 7));
    private static final SegmentRule POWER_USER = and(active(30, 30), active(1, 14));

    private static final List<Preset> ALL = List.of(
            new Preset("champion", CHAMPION),
            new Preset("power-user", and(POWER_USER, not(CHAMPION))),
            new Preset("active", and(active(1, 14), not(or(CHAMPION, POWER_USER)))),
            new Preset("at-risk", and(active(1, 30), not(active(1, 14)))),
            new Preset("dormant", not(active(1, 30))));

    private SegmentPresets() {}

    /** {@return the presets, the most active first} */
    public static List<Preset> all() {
        return ALL;
    }

    /**
     * Finds a preset.
     *
     * @param key its key
     * @return the preset, or empty if there is none
     */
    public static Optional<Preset> find(String key) {
        return ALL.stream().filter(preset -> preset.key().equals(key)).findFirst();
    }

    /**
     * A segment that every app has.
     *
     * @param key its key
     * @param rule who is in it
     */
    public record Preset(String key, SegmentRule rule) {}
}
