/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

/**
 * Events of one name in one span of time and one bucket of people, ordered by person and then time. Immutable, and safe
 * for use by many threads; only a cursor belongs to one.
 */
public interface Slice {

    /** {@return the number of the events' name} */
    int eventNameId();

    /** {@return how many events there are; of some people's, at most} */
    int events();

    /** {@return a number of a person that nobody's in it exceeds, as close as it can be told cheaply} */
    int lastPerson();

    /** {@return a new cursor, before the first event} */
    Cursor cursor();

    /**
     * The events of some people, who are neighbours.
     *
     * @param firstPerson the number of the first
     * @param lastPerson the number of the last
     * @return their events, and the values of these
     */
    Slice ofPeople(int firstPerson, int lastPerson);

    /**
     * The values of a property, in the order in which a cursor goes.
     *
     * @param key its key, one of those that the report said it needs of these events
     * @return the values
     * @throws IllegalArgumentException if it did not say so
     */
    ValueColumn values(String key);

    /** Goes through the events of a slice, by person and then time. Not safe for use by several threads. */
    interface Cursor {

        /** {@return whether there is a next event, which the cursor then stands on} */
        boolean next();

        /** {@return the person of the event, who they are after merges} */
        int person();

        /** {@return when the event happened, in milliseconds since the epoch} */
        long millis();
    }
}
