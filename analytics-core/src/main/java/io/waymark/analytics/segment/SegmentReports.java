/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.person.DistinctIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Counts and lists the people of a rule. Safe for use by many threads. */
public final class SegmentReports {

    private static final String COUNT = "select count(*) from ({persons}) s";
    private static final String DISTINCT_IDS = """
            select coalesce(min(d.distinct_id) filter (where d.identified), min(d.distinct_id))
            from ({persons}) s
            join {schema}.distinct_id d on d.person_id = s.person_id
            group by d.person_id
            order by 1
            limit :limit
            """;

    private final AnalyticsDatabase database;
    private final Segments segments;
    private final @Nullable ColumnEngine columns;
    private final DistinctIds distinctIds;

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param segments the stored segments, for rules that name one
     */
    public SegmentReports(AnalyticsDatabase database, Segments segments) {
        this(database, segments, null);
    }

    /**
     * Answers from columns of events what these can tell, and else from the event table.
     *
     * @param database where the events are
     * @param segments the stored segments, for rules that name one
     * @param columns the way to columns; {@code null} without any
     */
    public SegmentReports(AnalyticsDatabase database, Segments segments, @Nullable ColumnEngine columns) {
        this.database = database;
        this.segments = segments;
        this.columns = columns;
        this.distinctIds = new DistinctIds(database);
    }

    /**
     * Counts the people of a rule.
     *
     * @param app the app
     * @param rule the rule
     * @return how many there are
     * @throws io.waymark.analytics.InvalidInputException if the rule names a segment that is not stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if it takes longer than reports may
     */
    public long count(AppId app, SegmentRule rule) {
        return byColumns(app, rule, people -> (long) people.getCardinality()).orElseGet(() -> {
            SqlParameters parameters = new SqlParameters();
            String persons = segments.personsOf(app, rule, parameters);
            return database.report(() -> database.sql(COUNT.replace("{persons}", persons))
                    .params(parameters.values())
                    .query(Long.class)
                    .single());
        });
    }

    /**
     * Lists the people of a rule.
     *
     * @param app the app
     * @param rule the rule
     * @param limit at most so many
     * @return a distinct id of each, in order
     * @throws io.waymark.analytics.store.ReportTimeoutException if it takes longer than reports may
     */
    public List<String> persons(AppId app, SegmentRule rule, int limit) {
        return byColumns(app, rule, people -> distinctIds.of(people, limit)).orElseGet(() -> {
            SqlParameters parameters = new SqlParameters();
            String persons = segments.personsOf(app, rule, parameters);
            return database.report(() -> database.sql(DISTINCT_IDS.replace("{persons}", persons))
                    .params(parameters.values())
                    .param("limit", limit)
                    .query(String.class)
                    .list());
        });
    }

    private <T> Optional<T> byColumns(AppId app, SegmentRule rule, Function<RoaringBitmap, T> answer) {
        ColumnEngine engine = columns;
        SegmentPeople people = segments.peopleOf(app, rule);
        if (engine == null || !people.canBeTold()) {
            return Optional.empty();
        }
        return database.report(
                () -> engine.read(app, people.needed(), events -> answer.apply(people.of(engine, events))));
    }
}
