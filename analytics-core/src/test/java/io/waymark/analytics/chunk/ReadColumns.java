/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ListedColumns.Listed;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns made anew of the event table for each report. */
public final class ReadColumns implements EventColumnsSource {

    private static final String EVENTS = """
            select e.event_name_id, e.person_id, (date_part('epoch', e.occurred_at) * 1000)::bigint,
                   (select json_object_agg(p.key, p.value::text)::text from jsonb_each(e.properties) p),
                   (select jsonb_agg(k)::text from jsonb_object_keys(jsonb_strip_nulls(e.properties)) k),
                   e.session::text
            from {people}.event e join {schema}.event_name n on n.id = e.event_name_id
            where n.app_id = :app
            order by e.seq
            """;

    private final AnalyticsDatabase database;
    private final Random random;

    public ReadColumns(AnalyticsDatabase database, Random random) {
        this.database = database;
        this.random = random;
    }

    @Override
    public <T> Optional<T> read(AppId app, NeededProperties needed, Function<EventColumns, T> report) {
        List<Listed> events = database.sql(EVENTS)
                .param("app", app.value())
                .query((row, number) -> new Listed(
                        row.getInt(1),
                        row.getInt(2),
                        row.getLong(3),
                        values(row.getString(4), row.getString(5), row.getString(6))))
                .list();
        Instant purged = new Watermarks(database).read(Watermarks.PURGED_BEFORE);
        return Optional.of(report.apply(
                new ListedColumns(random, events, purged == null ? Long.MIN_VALUE : purged.toEpochMilli())));
    }

    private static Map<String, String> values(@Nullable String json, @Nullable String keys, @Nullable String session) {
        Map<String, String> values = new HashMap<>();
        if (json != null) {
            StoredJson.properties(json).forEach((key, value) -> values.put(key, String.valueOf(value)));
        }
        if (session != null) {
            values.put(NeededProperties.SESSION, session);
        }
        if (keys != null) {
            values.put(NeededProperties.KEYS, keys);
        }
        return values;
    }
}
