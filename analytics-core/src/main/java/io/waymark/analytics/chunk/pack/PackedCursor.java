/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import io.waymark.analytics.chunk.Slice;

/** Goes through packed events. The one implementation, whatever the slice, so that loops over it are compiled well. */
final class PackedCursor implements Slice.Cursor {

    private final byte[] data;
    private final int recordBits;
    private final long recordMask;
    private final int gapBits;
    private final int gapMask;
    private final long base;
    private final long end;
    private long record;
    private long gap;
    private int person;
    private long millis;

    /** Goes from one place on, up to before another. */
    PackedCursor(PackedEvents events, PackedPlace from, int endEvent) {
        data = events.bytes();
        recordBits = events.recordBits();
        recordMask = (1L << recordBits) - 1;
        gapBits = events.gapBits();
        gapMask = (1 << gapBits) - 1;
        base = events.firstMillis();
        long records = events.recordsAt() * 8L;
        record = records + (long) from.event() * recordBits;
        end = records + (long) endEvent * recordBits;
        gap = PackedEvents.HEADER_BYTES * 8L + (long) from.people() * gapBits;
        person = from.before();
    }

    @Override
    public boolean next() {
        long at = record;
        if (at == end) {
            return false;
        }
        record = at + recordBits;
        long value = (long) PackedEvents.LONG.get(data, (int) (at >>> 3)) >>> (at & 7) & recordMask;
        millis = base + (value >>> 1);
        // Whether a person goes on is hard to foresee: computing the next one in vain is faster than a wrong guess.
        long from = gap;
        int next = 1 + ((int) ((long) PackedEvents.LONG.get(data, (int) (from >>> 3)) >>> (from & 7)) & gapMask);
        int isNext = -(int) (value & 1);
        person += next & isNext;
        gap = from + (gapBits & isNext);
        return true;
    }

    @Override
    public int person() {
        return person;
    }

    @Override
    public long millis() {
        return millis;
    }
}
