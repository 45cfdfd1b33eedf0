/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has the database measure. */
final class SqlSeries implements SeriesSource {

    private final AnalyticsDatabase database;
    private final SeriesQuery query;
    private final Collection<Integer> names;
    private final Segments segments;

    SqlSeries(AnalyticsDatabase database, SeriesQuery query, Collection<Integer> names, Segments segments) {
        this.database = database;
        this.query = query;
        this.names = names;
        this.segments = segments;
    }

    @Override
    public Optional<Period> bounds(Period period) {
        return EventBounds.close(database, names, period);
    }

    @Override
    public @Nullable Instant missingBefore() {
        return new Watermarks(database).read(Watermarks.PURGED_BEFORE);
    }

    @Override
    public List<String> top(Period period, String breakdown, int limit) {
        SeriesStatement statement = new SeriesStatement(query, period, names, segments);
        String sql = statement.top(breakdown, limit);
        return database.sql(sql)
                .params(statement.parameters().values())
                .query((row, number) -> row.getString("value"))
                .list();
    }

    @Override
    public void fill(Period period, CalendarBuckets buckets, List<String> values, SeriesTable table) {
        SeriesStatement points = new SeriesStatement(query, period, names, segments);
        database.sql(points.points(buckets, values))
                .params(points.parameters().values())
                .query(row -> {
                    table.add(row.getInt("place"), row.getInt("bucket") - 1, value(row));
                });
        SeriesStatement totals = new SeriesStatement(query, period, names, segments);
        database.sql(totals.totals(values)).params(totals.parameters().values()).query(row -> {
            table.total(row.getInt("place"), value(row));
        });
    }

    private static @Nullable Double value(ResultSet row) throws SQLException {
        double value = row.getDouble("value");
        return row.wasNull() ? null : (Double) value;
    }
}
