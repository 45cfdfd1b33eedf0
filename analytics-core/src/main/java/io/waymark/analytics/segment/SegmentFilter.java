/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Narrows a report over columns to the people of a segment, wherever that is told from. */
public final class SegmentFilter {

    private final @Nullable SegmentPeople people;
    private final @Nullable String sql;
    private final SqlParameters parameters = new SqlParameters();

    private SegmentFilter(Segments segments, AppId app, @Nullable String segment) {
        SegmentPeople told = segment == null ? null : segments.peopleOf(app, segment);
        this.people = told != null && told.canBeTold() ? told : null;
        this.sql = segment == null || people != null ? null : segments.personsOf(app, segment, parameters);
    }

    /**
     * Prepares a filter.
     *
     * @param segments the stored segments
     * @param app the app
     * @param segment the key or number of a segment; {@code null} for everybody
     * @return the filter
     * @throws io.waymark.analytics.InvalidInputException if there is no such segment
     */
    public static SegmentFilter of(Segments segments, AppId app, @Nullable String segment) {
        return new SegmentFilter(segments, app, segment);
    }

    /** {@return the properties that are to be asked for} */
    public NeededProperties needed() {
        return people == null ? NeededProperties.NONE : people.needed();
    }

    /**
     * Finds the people. To be called within the report that reads the columns.
     *
     * @param database where they are
     * @param engine has the threads
     * @param events the events of the app, with what is {@link #needed()}
     * @return the people; {@code null} for everybody
     */
    public @Nullable RoaringBitmap people(AnalyticsDatabase database, ColumnEngine engine, EventColumns events) {
        if (people != null) {
            return people.of(engine, events);
        }
        if (sql == null) {
            return null;
        }
        RoaringBitmap persons = new RoaringBitmap();
        database.sql(sql).params(parameters.values()).withFetchSize(10_000).query(row -> {
            persons.add(row.getInt("person_id"));
        });
        return persons;
    }
}
