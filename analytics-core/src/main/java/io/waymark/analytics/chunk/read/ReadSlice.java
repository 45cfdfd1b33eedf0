/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.ValueColumn;
import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PackedValues;

/** A slice whose events are packed. */
interface ReadSlice extends Slice {

    PackedEvents packed();

    PackedValues column(String key);

    @Override
    default int lastPerson() {
        return packed().lastPerson();
    }

    @Override
    default Cursor cursor() {
        return packed().cursor();
    }

    @Override
    default ValueColumn values(String key) {
        return column(key);
    }

    @Override
    default Slice ofPeople(int firstPerson, int lastPerson) {
        return new PeopleSlice(this, firstPerson, lastPerson);
    }
}
