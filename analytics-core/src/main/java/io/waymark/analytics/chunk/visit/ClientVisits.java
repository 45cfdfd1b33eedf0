/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import java.util.Arrays;

/**
 * The visits of a bucket of people to which clients gave ids, numbered from {@link EventWalk#PEOPLE} on. A table of
 * numbers with open addresses, at most half full. Not safe for use by several threads.
 */
final class ClientVisits {

    private static final int LEAST = 1 << 10;

    /** For more than these there is room only as long as they are there. */
    private static final int MOST_KEPT = 1 << 16;

    private static final int BYTES = Long.BYTES + Character.BYTES + 2 * Integer.BYTES;

    private final WalkMemory memory;
    private int[] table = new int[2 * LEAST];
    private long[] ids = new long[LEAST];
    private char[] people = new char[LEAST];
    private int size;

    ClientVisits(WalkMemory memory) {
        this.memory = memory;
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** Whether a visit is the one to which a client gave this id. */
    boolean is(int visit, long id) {
        return visit >= EventWalk.PEOPLE && ids[visit - EventWalk.PEOPLE] == id;
    }

    int person(int visit) {
        return people[visit - EventWalk.PEOPLE];
    }

    /** The visit of a person to which a client gave this id; a new one, if {@link #size} has grown. */
    int of(int person, long id) {
        int slot = slot(person, id);
        int found = table[slot];
        if (found > 0) {
            return EventWalk.PEOPLE + found - 1;
        }
        if (size == ids.length) {
            grow();
            slot = slot(person, id);
        }
        ids[size] = id;
        people[size] = (char) person;
        table[slot] = ++size;
        return EventWalk.PEOPLE + size - 1;
    }

    private int slot(int person, long id) {
        // Clients' ids are hashes already.
        int slot = (int) ((id ^ id >>> 32) + person * 0x9E3779B9L) & (table.length - 1);
        while (table[slot] > 0) {
            int known = table[slot] - 1;
            if (ids[known] == id && people[known] == person) {
                break;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private void grow() {
        memory.take((long) ids.length * BYTES);
        ids = Arrays.copyOf(ids, 2 * ids.length);
        people = Arrays.copyOf(people, ids.length);
        table = new int[2 * ids.length];
        for (int known = 0; known < size; known++) {
            table[slot(people[known], ids[known])] = known + 1;
        }
    }

    void clear() {
        size = 0;
        if (ids.length <= MOST_KEPT) {
            Arrays.fill(table, 0);
            return;
        }
        memory.take((long) (LEAST - ids.length) * BYTES);
        table = new int[2 * LEAST];
        ids = new long[LEAST];
        people = new char[LEAST];
    }
}
