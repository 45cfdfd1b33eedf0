/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Names people by their ids. Safe for use by many threads. */
public final class DistinctIds {

    private static final String OF = """
            select coalesce(min(d.distinct_id) filter (where d.identified), min(d.distinct_id))
            from {schema}.distinct_id d
            where d.person_id = any(:persons)
            group by d.person_id
            having coalesce(min(d.distinct_id) filter (where d.identified), min(d.distinct_id)) > :after
            order by 1
            limit :limit
            """;

    private final AnalyticsDatabase database;

    /**
     * Reads ids.
     *
     * @param database where they are
     */
    public DistinctIds(AnalyticsDatabase database) {
        this.database = database;
    }

    /**
     * Names people.
     *
     * @param persons their numbers
     * @param limit at most so many
     * @return a distinct id of each, that of somebody known first, in order
     */
    public List<String> of(RoaringBitmap persons, int limit) {
        return of(persons, "", limit);
    }

    /**
     * Names the people that come next.
     *
     * @param persons their numbers
     * @param after the id of the one before; empty from the first on
     * @param limit at most so many
     * @return a distinct id of each, that of somebody known first, in order
     */
    public List<String> of(RoaringBitmap persons, String after, int limit) {
        return persons.isEmpty()
                ? List.of()
                : database.sql(OF)
                        .param("persons", persons.toArray())
                        .param("after", after)
                        .param("limit", limit)
                        .query(String.class)
                        .list();
    }
}
