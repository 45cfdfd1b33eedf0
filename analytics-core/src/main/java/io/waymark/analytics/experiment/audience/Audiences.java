/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.audience;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.experiment.plan.Audience;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is of an audience. The people of segments are kept in memory as bitmaps, as of the last refresh; a segment that has
 * not been read yet, or cannot be read any more, has nobody or whom it had. Safe for use by many threads.
 */
public final class Audiences {

    private static final Logger log = LoggerFactory.getLogger(Audiences.class);
    private static final String FACTS = """
            select d.person_id, p.properties
            from {schema}.distinct_id d
            join {schema}.person p on p.id = d.person_id
            where d.app_id = :app and d.distinct_id = :unit
            """;

    private final AnalyticsDatabase database;
    private final Segments segments;
    private final Set<Key> failing = new HashSet<>();
    private volatile Map<Key, RoaringBitmap> people = Map.of();

    /**
     * Knows nobody before the first refresh.
     *
     * @param database where people are
     * @param segments the stored segments
     */
    public Audiences(AnalyticsDatabase database, Segments segments) {
        this.database = database;
        this.segments = segments;
    }

    /**
     * Tells whether somebody is of an audience. No I/O.
     *
     * @param app the app
     * @param audience who may take part
     * @param facts what is stored about them; needed only if the audience goes by that
     * @param attributes what the caller says
     * @return whether they meet all of it
     */
    public boolean contains(AppId app, Audience audience, @Nullable Facts facts, Map<String, ?> attributes) {
        if (!Conditions.met(audience.attributes(), attributes)) {
            return false;
        }
        if (!audience.needsPerson()) {
            return true;
        }
        if (facts == null || !Conditions.met(audience.person(), facts.properties())) {
            return false;
        }
        String segment = audience.segment();
        if (segment == null) {
            return true;
        }
        RoaringBitmap members = people.get(new Key(app, segment));
        return members != null && facts.personId() >= 0 && members.contains(facts.personId());
    }

    /**
     * Reads what is stored about somebody.
     *
     * @param app the app
     * @param unitId one of their ids, which can be stored
     * @return the facts
     */
    public Facts read(AppId app, String unitId) {
        return database.sql(FACTS)
                .param("app", app.value())
                .param("unit", unitId)
                .query((row, number) -> new Facts(row.getInt(1), StoredJson.properties(row.getString(2))))
                .optional()
                .orElse(Facts.NOBODY);
    }

    /**
     * Tells whether it has been tried to read segments.
     *
     * @param named the segments
     * @return whether all of them have been
     */
    public boolean hasRead(Collection<Key> named) {
        return people.keySet().containsAll(named);
    }

    /**
     * Reads who is in segments. Never throws.
     *
     * @param named the segments that are needed
     */
    public synchronized void refresh(Collection<Key> named) {
        Map<Key, RoaringBitmap> read = new HashMap<>();
        for (Key key : named) {
            try {
                read.put(key, members(key));
                failing.remove(key);
            } catch (RuntimeException e) {
                RoaringBitmap before = people.get(key);
                read.put(key, before == null || e instanceof InvalidInputException ? new RoaringBitmap() : before);
                if (failing.add(key)) {
                    log.warn(
                            "The people of segment '{}' cannot be read; the audience stays as it was",
                            key.segment(),
                            e);
                }
            }
        }
        people = Map.copyOf(read);
    }

    private RoaringBitmap members(Key key) {
        return database.report(() -> {
            SqlParameters parameters = new SqlParameters();
            String sql = segments.personsOf(key.app(), key.segment(), parameters);
            RoaringBitmap members = new RoaringBitmap();
            database.sql(sql).params(parameters.values()).query(row -> {
                members.add(row.getInt(1));
            });
            members.runOptimize();
            return members;
        });
    }

    /**
     * A segment of an app.
     *
     * @param app the app
     * @param segment the key of the segment
     */
    public record Key(AppId app, String segment) {}
}
