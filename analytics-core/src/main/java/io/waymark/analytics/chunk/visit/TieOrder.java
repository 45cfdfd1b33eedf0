/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import com.google.common.collect.Maps;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.Tie;
import io.waymark.analytics.chunk.TiedEvent;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.event.PropertyValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts events of the same person and instant in the order of ingest, where it matters which of them came first. Where their
 * rows have been purged they stay as they are.
 */
final class TieOrder {

    private static final int MOST_AT_ONCE = 1_000;
    private static final int BYTES_OF_TIE = 300;

    private final EventWalk walk;
    private final EventColumns columns;
    private final SpanSlices slices;

    TieOrder(EventWalk walk, EventColumns columns, SpanSlices slices) {
        this.walk = walk;
        this.columns = columns;
        this.slices = slices;
    }

    /** Where tied events are among those of the span. */
    private record Run(int from, int to, Set<Integer> names) {}

    void settle(int bucket, long base, PersonOrder order) {
        Map<Tie, Run> open = open(bucket, base, order);
        if (open.isEmpty()) {
            return;
        }
        Map<Tie, Run> unknown = settle(order.events(), open, false);
        if (!unknown.isEmpty()) {
            settle(order.events(), unknown, true);
        }
        slices.memory().take(-(long) open.size() * BYTES_OF_TIE);
    }

    private Map<Tie, Run> open(int bucket, long base, PersonOrder order) {
        Map<Tie, Run> open = new LinkedHashMap<>();
        long[] events = order.events();
        int shift = slices.timeShift();
        int from = 0;
        for (int index = 0; index < order.people(); index++) {
            int person = order.person(index);
            int end = order.end(person);
            for (int i = from + 1; i < end; i++) {
                if (events[i] >>> shift == events[i - 1] >>> shift) {
                    int first = i - 1;
                    while (i < end && events[i] >>> shift == events[first] >>> shift) {
                        i++;
                    }
                    long millis = base + (events[first] >>> shift);
                    if (millis >= columns.orderedFrom() && isOpen(events, first, i)) {
                        slices.memory().take(BYTES_OF_TIE);
                        open.put(new Tie(bucket << 16 | person, millis), new Run(first, i, names(events, first, i)));
                    }
                }
            }
            from = end;
        }
        return open;
    }

    private Set<Integer> names(long[] events, int from, int to) {
        Set<Integer> names = new HashSet<>();
        for (int i = from; i < to; i++) {
            names.add(slices.eventNameId(events[i]));
        }
        return Set.copyOf(names);
    }

    private boolean isOpen(long[] events, int from, int to) {
        int first = -1;
        for (int i = from; i < to; i++) {
            if (slices.haveSessions() && !slices.haveSameSession(events[from], events[i])) {
                return true;
            }
            if (slices.isOrdered(events[i])) {
                if (first >= 0 && !slices.areAlike(events[first], events[i])) {
                    return true;
                }
                first = i;
            }
        }
        return false;
    }

    /** Returns those of which other events are known than there are. */
    private Map<Tie, Run> settle(long[] events, Map<Tie, Run> open, boolean again) {
        Map<Tie, List<TiedEvent>> known = columns.inOrder(Maps.transformValues(open, Run::names), again);
        Map<Tie, Run> unknown = new LinkedHashMap<>();
        open.forEach((tie, run) -> {
            if (!settle(events, run, known.getOrDefault(tie, List.of()))) {
                unknown.put(tie, run);
            }
        });
        return unknown;
    }

    private boolean settle(long[] events, Run run, List<TiedEvent> rows) {
        int size = run.to() - run.from();
        if (size > MOST_AT_ONCE) {
            throw new UnansweredException("Somebody did " + size + " things at once");
        }
        List<Long> left = new ArrayList<>();
        for (int i = run.from(); i < run.to(); i++) {
            left.add(events[i]);
        }
        long[] settled = new long[size];
        int next = 0;
        for (TiedEvent row : rows) {
            if (walk.place(row.eventNameId()) == null) {
                continue;
            }
            int found = 0;
            while (found < left.size() && !is(left.get(found), row)) {
                found++;
            }
            if (found == left.size()) {
                return false;
            }
            settled[next++] = left.remove(found);
        }
        if (!left.isEmpty()) {
            return false;
        }
        System.arraycopy(settled, 0, events, run.from(), size);
        return true;
    }

    private boolean is(long event, TiedEvent row) {
        if (slices.eventNameId(event) != row.eventNameId()) {
            return false;
        }
        for (int column = 0; column < walk.columns(); column++) {
            if (walk.has(row.eventNameId(), column)) {
                PropertyValue value = row.values().get(walk.key(column));
                if (slices.label(column, event) != walk.labels().of(value == null ? null : value.text())) {
                    return false;
                }
            }
        }
        if (!walk.hasClientIds()) {
            return true;
        }
        PropertyValue session = row.values().get(NeededProperties.SESSION);
        return session == null
                ? !slices.hasSession(event)
                : slices.hasSession(event) && slices.session(event) == Long.parseLong(session.text());
    }
}
