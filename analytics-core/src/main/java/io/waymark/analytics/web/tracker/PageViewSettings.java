/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import java.util.List;

/** What can be configured about page views that the server tracks. */
public interface PageViewSettings {

    /** The default of {@link #include()}: every page. */
    List<String> DEFAULT_INCLUDE = List.of("/**");

    /** {@return patterns of the paths that are pages, below the context path} */
    default List<String> include() {
        return DEFAULT_INCLUDE;
    }

    /** {@return patterns of the paths that are none} */
    default List<String> exclude() {
        return List.of();
    }
}
