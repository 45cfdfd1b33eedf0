/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rows of a form, which its buttons add and take away. They are numbered from 1; a number that is none of a row changes
 * nothing.
 */
public final class Rows {

    private Rows() {}

    /**
     * Adds a row.
     *
     * @param <T> what a row is
     * @param rows the rows
     * @param row the row
     * @param most how many there may be, which are as many as are read
     * @return the rows and it, if there may be one more
     */
    public static <T> List<T> appended(List<T> rows, T row, int most) {
        List<T> longer = new ArrayList<>(rows);
        if (longer.size() < most) {
            longer.add(row);
        }
        return longer;
    }

    /**
     * Takes a row away.
     *
     * @param <T> what a row is
     * @param rows the rows
     * @param number the number of the row
     * @return the others
     */
    public static <T> List<T> without(List<T> rows, int number) {
        List<T> shorter = new ArrayList<>(rows);
        if (number >= 1 && number <= shorter.size()) {
            shorter.remove(number - 1);
        }
        return shorter;
    }

    /**
     * Changes a row.
     *
     * @param <T> what a row is
     * @param rows the rows
     * @param number the number of the row
     * @param change what becomes of it
     * @return the rows with the changed one in its place
     */
    public static <T> List<T> changed(List<T> rows, int number, UnaryOperator<T> change) {
        List<T> other = new ArrayList<>(rows);
        if (number >= 1 && number <= other.size()) {
            other.set(number - 1, change.apply(other.get(number - 1)));
        }
        return other;
    }

    /**
     * The number of a row that a button names.
     *
     * @param parts what the button says, divided
     * @param index which part
     * @return the number; 0 for none
     */
    public static int number(String[] parts, int index) {
        return index < parts.length && parts[index].matches("[0-9]{1,3}") ? Integer.parseInt(parts[index]) : 0;
    }
}
