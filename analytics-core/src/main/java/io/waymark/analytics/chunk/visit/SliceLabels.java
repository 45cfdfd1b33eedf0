/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import io.waymark.analytics.chunk.ValueColumn;
import io.waymark.analytics.event.PropertyValue;

/** The labels of the events of a slice by one property. A value is looked at once, when the first event has it. */
final class SliceLabels {

    private final ValueColumn column;
    private final Labels labels;
    private final int[] known;

    SliceLabels(ValueColumn column, Labels labels) {
        this.column = column;
        this.labels = labels;
        this.known = new int[column.size() + 1];
    }

    int of(int event) {
        int code = column.code(event);
        int label = known[code];
        return label == 0 && code > 0 ? read(code) : label;
    }

    private int read(int code) {
        PropertyValue value = column.value(code);
        int label = value == null ? Labels.NONE : labels.of(value.text());
        known[code] = label;
        return label;
    }
}
