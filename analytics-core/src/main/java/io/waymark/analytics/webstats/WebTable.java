/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import java.util.List;

/**
 * The rows of an answer.
 *
 * @param <T> what a row is about
 * @param rows the rows, in the order that was asked for
 * @param purged whether events of the period have been deleted by age and are missing, so that the figures are those of
 *     the rest
 */
public record WebTable<T>(List<T> rows, boolean purged) {

    public WebTable {
        rows = List.copyOf(rows);
    }

    static <T> WebTable<T> empty() {
        return new WebTable<>(List.of(), false);
    }
}
