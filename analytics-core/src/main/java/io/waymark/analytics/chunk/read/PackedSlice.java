/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.pack.PackedEvents;
import org.roaringbitmap.RoaringBitmap;

/** A slice that is in memory. */
record PackedSlice(PackedEvents packed) implements Slice {

    @Override
    public int eventNameId() {
        return packed.eventNameId();
    }

    @Override
    public int events() {
        return packed.events();
    }

    @Override
    public RoaringBitmap persons() {
        return packed.persons();
    }

    @Override
    public Cursor cursor() {
        return packed.cursor();
    }
}
