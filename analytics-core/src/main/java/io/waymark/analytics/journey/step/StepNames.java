/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

import io.waymark.analytics.event.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers for the names of steps, from 0. Safe for use by many threads. */
public final class StepNames {

    /** No step. */
    public static final int NONE = -1;

    private final ConcurrentHashMap<String, Integer> numbers = new ConcurrentHashMap<>();
    private final List<String> names = new ArrayList<>();

    /** Starts without any. */
    public StepNames() {}

    /** {@return others that begin with these} */
    public StepNames copy() {
        StepNames copy = new StepNames();
        synchronized (names) {
            names.forEach(copy::number);
        }
        return copy;
    }

    /**
     * Finds the number of a name.
     *
     * @param name the name of a step
     * @return its number, always the same
     */
    public int number(String name) {
        Integer known = numbers.get(name);
        return known == null ? numbers.computeIfAbsent(name, this::add) : known;
    }

    private int add(String name) {
        synchronized (names) {
            names.add(name);
            return names.size() - 1;
        }
    }

    /**
     * Finds a name.
     *
     * @param number its number
     * @return the name
     */
    public String name(int number) {
        synchronized (names) {
            return names.get(number);
        }
    }

    /** {@return how many there are by now} */
    public int size() {
        synchronized (names) {
            return names.size();
        }
    }

    /**
     * Compares two names as the database does.
     *
     * @param one the number of a name
     * @param other the number of another
     * @return less than, equal to or greater than zero
     */
    public int compare(int one, int other) {
        return one == other ? 0 : PropertyValue.compareText(name(one), name(other));
    }
}
