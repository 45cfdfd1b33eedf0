/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of a property of the people of an app. Safe for use by many threads once it has been read. */
final class PersonValues {

    private static final String VALUES = """
            select p.id, p.properties ->> :property as value
            from {schema}.person p
            where p.app_id = :app and p.properties ->> :property is not null
            order by p.id
            """;
    private static final int FETCH_SIZE = 10_000;
    private static final int BYTES_PER_PERSON = Integer.BYTES + Long.BYTES;
    private static final int BYTES_PER_VALUE = 100;

    /** The database is left to look up more: it looks up the people of the funnel only. */
    private static final int MOST_BYTES = 32 << 20;

    private int[] persons = new int[0];
    private @Nullable String[] values = new @Nullable String[0];
    private int size;
    private long bytes;

    private PersonValues() {}

    /**
     * Reads the values, within a report.
     *
     * @throws UnansweredException if they take too much memory
     */
    static PersonValues read(AnalyticsDatabase database, AppId app, String property) {
        PersonValues all = new PersonValues();
        Map<String, String> different = new HashMap<>();
        database.sql(VALUES)
                .param("app", app.value())
                .param("property", property)
                .withFetchSize(FETCH_SIZE)
                .query(row -> {
                    String value = row.getString("value");
                    String known = different.putIfAbsent(value, value);
                    if (known == null) {
                        all.take(BYTES_PER_VALUE + (long) value.length());
                    }
                    all.add(row.getInt("id"), known == null ? value : known);
                });
        Objects.requireNonNull(database.currentReport()).take(all.bytes);
        return all;
    }

    private void add(int person, String value) {
        if (size == persons.length) {
            int room = Math.max(1_000, size + size / 2);
            take((long) (room - size) * BYTES_PER_PERSON);
            persons = Arrays.copyOf(persons, room);
            values = Arrays.copyOf(values, room);
        }
        persons[size] = person;
        values[size++] = value;
    }

    private void take(long more) {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw new UnansweredException("There are too many people with a value to keep");
        }
    }

    /** The value of a person; {@code null} without one. */
    @Nullable
    String of(int person) {
        int place = Arrays.binarySearch(persons, 0, size, person);
        return place < 0 ? null : values[place];
    }
}
