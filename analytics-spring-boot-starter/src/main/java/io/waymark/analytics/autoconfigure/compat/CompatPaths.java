/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import io.waymark.analytics.autoconfigure.AnalyticsProperties;
import io.waymark.analytics.web.posthog.PostHogRoutes;
import io.waymark.analytics.web.segment.SegmentRoutes;
import java.util.List;
import java.util.stream.Stream;

/** Where the protocols of other products' clients are mounted. */
public final class CompatPaths {

    private CompatPaths() {}

    /**
     * Every path that is mounted; what is below one belongs to it.
     *
     * @param base the base path
     * @param properties what is switched on, and where
     * @return the paths
     */
    public static List<String> of(AnalyticsProperties base, AnalyticsCompatProperties properties) {
        Stream<String> segment = properties.getSegment().isEnabled()
                ? below(segmentRoots(base, properties), SegmentRoutes.PATHS)
                : Stream.empty();
        Stream<String> posthog = properties.getPosthog().isEnabled()
                ? below(posthogRoots(base, properties), PostHogRoutes.PATHS)
                : Stream.empty();
        return Stream.concat(segment, posthog).toList();
    }

    static List<String> segmentRoots(AnalyticsProperties base, AnalyticsCompatProperties properties) {
        return AnalyticsCompatProperties.roots(
                base, "analytics.compat.segment.path", properties.getSegment().getPath());
    }

    static List<String> posthogRoots(AnalyticsProperties base, AnalyticsCompatProperties properties) {
        return AnalyticsCompatProperties.roots(
                base, "analytics.compat.posthog.path", properties.getPosthog().getPath());
    }

    private static Stream<String> below(List<String> roots, List<String> paths) {
        return roots.stream().flatMap(root -> paths.stream().map(path -> root + path));
    }
}
