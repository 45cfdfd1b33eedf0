/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.ui.view.Csv;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Everybody in a segment, in parts of a file. Each part is a report of its own. */
final class MemberFile implements Iterator<Csv> {

    private static final int PART = 100_000;

    private final BiFunction<String, Integer, List<String>> people;
    private @Nullable String last = "";

    /** Asks for the people after one, empty for the first, and at most so many. */
    MemberFile(BiFunction<String, Integer, List<String>> people) {
        this.people = people;
    }

    @Override
    public boolean hasNext() {
        return last != null;
    }

    @Override
    public Csv next() {
        String after = last;
        if (after == null) {
            throw new NoSuchElementException();
        }
        Csv part = after.isEmpty() ? new Csv("person") : new Csv();
        List<String> listed = people.apply(after, PART);
        listed.forEach(part::row);
        last = listed.size() < PART ? null : listed.get(PART - 1);
        return part;
    }
}
