/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.ValueColumn;
import io.waymark.analytics.event.ConditionTest;
import io.waymark.analytics.event.PropertyCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells which of some filters an event meets, all of events of one name. Each condition is tested once for every different
 * value of a slice; an event then is a look into a table for each property. Immutable, and safe for use by many threads.
 */
public final class FilterMasks {

    /** How many filters there can be. */
    public static final int MAX_FILTERS = 6;

    private static final int MAX_CONDITIONS = 62;

    private final int filters;
    private final List<PropertyCondition> conditions = new ArrayList<>();
    private final List<String> keys;
    private final long[] needs;

    /**
     * Prepares the filters.
     *
     * @param filters the conditions of each; at most {@value #MAX_FILTERS}
     */
    public FilterMasks(List<List<PropertyCondition>> filters) {
        this.filters = filters.size();
        this.needs = new long[filters.size()];
        for (int filter = 0; filter < needs.length; filter++) {
            for (PropertyCondition condition : filters.get(filter)) {
                int known = conditions.indexOf(condition);
                if (known < 0) {
                    known = conditions.size();
                    conditions.add(condition);
                }
                needs[filter] |= 1L << known;
            }
        }
        this.keys = List.copyOf(keys(filters));
    }

    /**
     * Tells whether there can be masks of filters.
     *
     * @param filters the conditions of each
     * @return whether they are not too many
     */
    public static boolean canTell(List<List<PropertyCondition>> filters) {
        return filters.size() <= MAX_FILTERS
                && filters.stream().mapToInt(List::size).sum() <= MAX_CONDITIONS;
    }

    /**
     * Finds out what filters ask for.
     *
     * @param filters the conditions of each
     * @return the keys of the properties
     */
    public static Set<String> keys(List<List<PropertyCondition>> filters) {
        return filters.stream()
                .flatMap(List::stream)
                .map(PropertyCondition::property)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return how many filters there are} */
    public int size() {
        return filters;
    }

    /**
     * Looks at the events of a slice.
     *
     * @param slice the slice
     * @return the masks of its events; not safe for use by several threads
     * @throws io.waymark.analytics.event.UndecidableConditionException if only the database can tell
     */
    public Masks of(Slice slice) {
        ValueColumn[] columns = new ValueColumn[keys.size()];
        long[][] met = new long[keys.size()][];
        for (int key = 0; key < columns.length; key++) {
            columns[key] = slice.values(keys.get(key));
            met[key] = met(keys.get(key), columns[key]);
        }
        return new Masks(columns, met, needs);
    }

    /** Which conditions each value of a property meets. */
    private long[] met(String key, ValueColumn column) {
        long[] met = new long[column.size() + 1];
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).property().equals(key)) {
                ConditionTest test = new ConditionTest(conditions.get(i));
                for (int code = 0; code < met.length; code++) {
                    if (test.test(column.value(code))) {
                        met[code] |= 1L << i;
                    }
                }
            }
        }
        return met;
    }

    /** The masks of the events of a slice. */
    public static final class Masks {

        private final ValueColumn[] columns;
        private final long[][] met;
        private final long[] needs;

        private Masks(ValueColumn[] columns, long[][] met, long[] needs) {
            this.columns = columns;
            this.met = met;
            this.needs = needs;
        }

        /** {@return whether no event meets any filter} */
        public boolean isNever() {
            long most = 0;
            for (long[] ofKey : met) {
                for (long bits : ofKey) {
                    most |= bits;
                }
            }
            return mask(most) == 0;
        }

        /**
         * Tells what an event meets.
         *
         * @param event its place in the slice
         * @return bit k says whether it meets filter k
         */
        public int of(int event) {
            long bits = 0;
            for (int key = 0; key < columns.length; key++) {
                bits |= met[key][columns[key].code(event)];
            }
            return mask(bits);
        }

        private int mask(long bits) {
            int mask = 0;
            for (int filter = 0; filter < needs.length; filter++) {
                if ((bits & needs[filter]) == needs[filter]) {
                    mask |= 1 << filter;
                }
            }
            return mask;
        }
    }
}
