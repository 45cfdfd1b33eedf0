/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.table;

import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.store.SqlParameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads values of properties along with events: a column of the statement for each key, empty for events of names that do
 * not have it among theirs. Immutable.
 */
public final class PropertyColumns {

    /** No property. */
    public static final PropertyColumns NONE = new PropertyColumns(List.of());

    /** The columns before: event name, person and time. */
    private static final int FIRST = 4;

    private static final String VALUE =
            ",\n  case when %1$s.event_name_id in (%2$s) then (%1$s.properties -> %3$s::text)::text end";
    private static final String KEYS = ",\n  case when %1$s.event_name_id in (%2$s) then (select jsonb_agg(k.key)"
            + " from jsonb_object_keys(jsonb_strip_nulls(%1$s.properties)) as k (key))::text end";

    private static final String SESSION = ",\n  case when %1$s.event_name_id in (%2$s) then %1$s.session::text end";
    private static final String HAS_SESSION = ",\n  %s.session is not null";

    private final Map<String, List<Integer>> namesOf = new TreeMap<>();
    private final Map<Integer, List<Integer>> properties = new HashMap<>();
    private final Map<Integer, int[]> places = new HashMap<>();

    /**
     * Prepares to read.
     *
     * @param kept the properties of each event
     */
    public PropertyColumns(Collection<KeptProperty> kept) {
        kept.forEach(property -> namesOf.computeIfAbsent(property.key(), key -> new ArrayList<>())
                .add(property.eventNameId()));
        List<String> keys = List.copyOf(namesOf.keySet());
        Map<Integer, List<KeptProperty>> byName =
                kept.stream().collect(Collectors.groupingBy(KeptProperty::eventNameId));
        byName.forEach((name, own) -> {
            properties.put(name, own.stream().map(KeptProperty::id).toList());
            places.put(
                    name,
                    own.stream()
                            .mapToInt(property -> FIRST + keys.indexOf(property.key()))
                            .toArray());
        });
    }

    /**
     * What to select besides event name, person and time: the values, and whether the client gave a session id.
     *
     * @param event the alias of the event table
     * @param parameters takes the keys
     * @return the end of a list of columns
     */
    public String select(String event, SqlParameters parameters) {
        return namesOf.entrySet().stream()
                .map(column -> {
                    String names =
                            column.getValue().stream().map(String::valueOf).collect(Collectors.joining(", "));
                    return switch (column.getKey()) {
                        case NeededProperties.KEYS -> KEYS.formatted(event, names);
                        case NeededProperties.SESSION -> SESSION.formatted(event, names);
                        default -> VALUE.formatted(event, names, parameters.bind(column.getKey()));
                    };
                })
                .collect(Collectors.joining("", "", HAS_SESSION.formatted(event)));
    }

    /**
     * Whether the client gave an event a session id.
     *
     * @param row the row of the event
     * @return whether it did
     * @throws SQLException if the column cannot be read
     */
    public boolean hasSession(ResultSet row) throws SQLException {
        return row.getBoolean(FIRST + namesOf.size());
    }

    /**
     * The properties of an event, in the order of their places in a sorter.
     *
     * @param eventNameId the number of its name
     * @return the numbers of the properties
     */
    public List<Integer> of(int eventNameId) {
        return properties.getOrDefault(eventNameId, List.of());
    }

    /**
     * Reads the values of an event.
     *
     * @param row the row of the event
     * @param eventNameId the number of its name
     * @param sink takes them
     * @throws SQLException if a column cannot be read
     */
    public void read(ResultSet row, int eventNameId, Sink sink) throws SQLException {
        int[] columns = places.get(eventNameId);
        if (columns != null) {
            for (int place = 0; place < columns.length; place++) {
                String json = row.getString(columns[place]);
                if (json != null && !json.equals("null")) {
                    sink.value(place, json);
                }
            }
        }
    }

    /** Takes the values of an event. */
    public interface Sink {

        /**
         * One value.
         *
         * @param place the place of its property among those of the event
         * @param json the value as JSON
         */
        void value(int place, String json);
    }
}
