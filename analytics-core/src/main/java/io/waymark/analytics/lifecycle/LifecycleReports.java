/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.List;

/** Answers lifecycle and stickiness queries. Safe for use by many threads. */
public final class LifecycleReports {

    private final AnalyticsDatabase database;
    private final ActivePeople people;
    private final Clock clock;

    /**
     * Answers from the event table and the first events that outlive the purge.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     * @param clock tells which periods have ended
     */
    public LifecycleReports(AnalyticsDatabase database, EventNames eventNames, Segments segments, Clock clock) {
        this.database = database;
        this.people = new ActivePeople(database, eventNames, segments);
        this.clock = clock;
    }

    /**
     * Counts who is new, returning, resurrecting or dormant.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.InvalidInputException if the range has too many periods, or no such segment is stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public LifecycleReport lifecycle(LifecycleQuery query) {
        return database.report(() -> new LifecycleReport(
                query.event(),
                query.period(),
                EventBounds.close(database, people.names(query.app(), query.event()), query.range())
                        .map(bounds -> new Lifecycle(database, people, query, clock.instant()).points(bounds))
                        .orElse(List.of())));
    }

    /**
     * Counts daily, weekly and monthly active people, and on how many days people are active.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.InvalidInputException if the range has too many days, or no such segment is stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public StickinessReport stickiness(StickinessQuery query) {
        return database.report(() -> EventBounds.close(
                        database, people.names(query.app(), query.event()), query.range())
                .map(bounds -> new Stickiness(database, people, query, clock.instant()).report(bounds))
                .orElse(new StickinessReport(query.event(), List.of(), List.of())));
    }
}
