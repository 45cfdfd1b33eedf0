/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.ValueColumn;

/** The events of some people in a slice. */
final class PeopleSlice implements Slice {

    private final ReadSlice whole;
    private final int firstPerson;
    private final int lastPerson;

    PeopleSlice(ReadSlice whole, int firstPerson, int lastPerson) {
        this.whole = whole;
        this.firstPerson = firstPerson;
        this.lastPerson = lastPerson;
    }

    @Override
    public int eventNameId() {
        return whole.eventNameId();
    }

    @Override
    public int events() {
        return whole.events();
    }

    @Override
    public int lastPerson() {
        return Math.min(whole.lastPerson(), lastPerson);
    }

    @Override
    public Cursor cursor() {
        return whole.packed().cursor(firstPerson, lastPerson);
    }

    @Override
    public Slice ofPeople(int first, int last) {
        return new PeopleSlice(whole, Math.max(firstPerson, first), Math.min(lastPerson, last));
    }

    @Override
    public ValueColumn values(String key) {
        return whole.column(key).from(whole.packed().eventsBefore(firstPerson));
    }
}
