/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import io.waymark.analytics.chunk.ValueColumn;
import io.waymark.analytics.event.PropertyValue;

/** The session ids that clients gave to the events of a slice. */
final class SliceSessions {

    private final ValueColumn column;
    private final long[] ids;
    private final boolean[] known;

    SliceSessions(ValueColumn column) {
        this.column = column;
        this.ids = new long[column.size() + 1];
        this.known = new boolean[column.size() + 1];
    }

    /** The code of the id of an event; 0 if it has none. */
    int code(int event) {
        return column.code(event);
    }

    /** The id of a code. */
    long id(int code) {
        if (!known[code]) {
            PropertyValue value = column.value(code);
            ids[code] = value == null ? 0 : Long.parseLong(value.text());
            known[code] = true;
        }
        return ids[code];
    }
}
