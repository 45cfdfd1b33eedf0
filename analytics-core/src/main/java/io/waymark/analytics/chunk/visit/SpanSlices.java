/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.ValueColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slices of the span that is walked through, and what there is to be known of their events. An event is a number: from
 * the upper bits to the lower, the time since the walk through the span begins, the slice, and its place in the slice.
 */
final class SpanSlices implements WalkedEvents {

    private final EventWalk walk;
    private final WalkMemory memory;
    private final List<Slice> slices = new ArrayList<>();
    private @Nullable SliceLabels[][] labels = new @Nullable SliceLabels[0][];
    private @Nullable SliceSessions[] sessions = new @Nullable SliceSessions[0];
    private boolean anySession;
    private int[] places = new int[0];
    private boolean[] ordered = new boolean[0];
    private int indexBits;
    private int sliceMask;
    private int indexMask;
    private int timeShift;
    private long events;

    SpanSlices(EventWalk walk, WalkMemory memory) {
        this.walk = walk;
        this.memory = memory;
    }

    void set(List<Slice> all) {
        slices.clear();
        int most = 0;
        events = 0;
        for (Slice slice : all) {
            if (walk.place(slice.eventNameId()) != null && slice.events() > 0) {
                slices.add(slice);
                most = Math.max(most, slice.events());
                events += slice.events();
            }
        }
        int size = slices.size();
        if (places.length < size) {
            places = new int[size];
            ordered = new boolean[size];
        }
        indexBits = bits(most);
        timeShift = indexBits + bits(size);
        indexMask = (1 << indexBits) - 1;
        sliceMask = (1 << bits(size)) - 1;
        labels = new @Nullable SliceLabels[walk.columns()][size];
        sessions = new @Nullable SliceSessions[size];
        anySession = false;
        for (int i = 0; i < size; i++) {
            read(i, slices.get(i));
        }
    }

    private void read(int i, Slice slice) {
        int name = slice.eventNameId();
        Integer place = walk.place(name);
        places[i] = place == null ? 0 : place;
        ordered[i] = walk.isOrdered(name);
        for (int column = 0; column < labels.length; column++) {
            if (walk.has(name, column)) {
                labels[column][i] = new SliceLabels(slice.values(walk.key(column)), walk.labels());
            }
        }
        if (walk.hasClientIds()) {
            ValueColumn ids = slice.values(NeededProperties.SESSION);
            if (ids.size() > 0) {
                sessions[i] = new SliceSessions(ids);
                anySession = true;
            }
        }
    }

    /** So many bits are needed for numbers below this one. */
    private static int bits(int number) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, number - 1));
    }

    int size() {
        return slices.size();
    }

    Slice get(int slice) {
        return slices.get(slice);
    }

    /** How many events they have, within the time that is walked through and beside it. */
    long events() {
        return events;
    }

    /** Below are slice and place, the time above. */
    int timeShift() {
        return timeShift;
    }

    int indexBits() {
        return indexBits;
    }

    int slice(long event) {
        return (int) (event >>> indexBits) & sliceMask;
    }

    private int index(long event) {
        return (int) event & indexMask;
    }

    int place(long event) {
        return places[slice(event)];
    }

    boolean isOrdered(long event) {
        return ordered[slice(event)];
    }

    int eventNameId(long event) {
        return slices.get(slice(event)).eventNameId();
    }

    @Override
    public int label(int column, long event) {
        SliceLabels known = labels[column][slice(event)];
        return known == null ? Labels.NONE : known.of(index(event));
    }

    @Override
    public WalkMemory memory() {
        return memory;
    }

    boolean haveSessions() {
        return anySession;
    }

    boolean hasSession(long event) {
        SliceSessions known = sessions[slice(event)];
        return known != null && known.code(index(event)) > 0;
    }

    /** The client's id of an event's session; of no meaning if it has none. */
    long session(long event) {
        SliceSessions known = sessions[slice(event)];
        return known == null ? 0 : known.id(known.code(index(event)));
    }

    /** Whether nothing that the sink is told of two events differs, but for their time. */
    boolean areAlike(long one, long other) {
        if (place(one) != place(other)) {
            return false;
        }
        for (int column = 0; column < labels.length; column++) {
            if (label(column, one) != label(column, other)) {
                return false;
            }
        }
        return true;
    }

    boolean haveSameSession(long one, long other) {
        return hasSession(one) ? hasSession(other) && session(one) == session(other) : !hasSession(other);
    }
}
