/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.Arrays;

/**
 * Journeys of one bucket of people, at most one each, that may go on after the events that were gone through. Not safe for
 * use by several threads while some are added.
 */
final class OpenJourneys {

    private static final int BYTES = Character.BYTES + Long.BYTES;

    private final WalkMemory memory;
    private final FlowTable table;
    private char[] persons = new char[16];
    private long[] lastAt = new long[16];
    private int size;

    OpenJourneys(WalkMemory memory, FlowPlan plan) {
        this.memory = memory;
        this.table = new FlowTable(memory, plan, 0);
        memory.take((long) persons.length * BYTES);
    }

    /** Adds a journey that has got as far as one of a table, with an event at an instant as its last. */
    void add(int person, long millis, FlowTable from, int row) {
        if (size == persons.length) {
            memory.take((long) size * BYTES);
            persons = Arrays.copyOf(persons, 2 * size);
            lastAt = Arrays.copyOf(lastAt, 2 * size);
        }
        table.copy(from, row, size);
        persons[size] = (char) person;
        lastAt[size++] = millis;
    }

    void addAll(OpenJourneys others) {
        for (int row = 0; row < others.size; row++) {
            add(others.person(row), others.lastAt(row), others.table, row);
        }
    }

    int size() {
        return size;
    }

    /** Whose a journey is: their place in the bucket. */
    int person(int row) {
        return persons[row];
    }

    /** When its last event happened. */
    long lastAt(int row) {
        return lastAt[row];
    }

    /** Takes a journey up again, in another table. */
    void copy(int row, FlowTable to, int journey) {
        to.copy(table, row, journey);
    }
}
