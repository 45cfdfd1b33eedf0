/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.util.List;
import java.util.function.Function;

/**
 * A question that the product and other databases answer with the same numbers.
 *
 * @param title what the tables call it
 * @param sql as one would write it over one table of events
 * @param inClickHouse the same as one would write it for ClickHouse
 * @param report as the product is asked
 */
record Question(String title, String sql, String inClickHouse, Function<WaymarkAnswers, long[]> report) {

    private static final String[] SIGN_UP = ReportQuestions.SIGN_UP.toArray(String[]::new);

    /** All of them. */
    static final List<Question> ALL = List.of(
            new Question(
                    "funnel of 4 steps, best attempt, 90 days",
                    ClassicSchema.bestAttempts(SIGN_UP),
                    ClickHouseQuestions.bestAttempts(SIGN_UP),
                    WaymarkAnswers::funnel),
            new Question("people of each of 30 events, 37 days", ReportQuestions.UNIQUES, WaymarkAnswers::uniques),
            new Question(
                    "retention of 8 weeks over 8 weeks",
                    ReportQuestions.RETENTION,
                    ClickHouseQuestions.RETENTION,
                    WaymarkAnswers::retention),
            new Question(
                    "people by day, week and month, 30 days",
                    ReportQuestions.ACTIVE,
                    ClickHouseQuestions.ACTIVE,
                    WaymarkAnswers::active),
            new Question(
                    "events and people of each event and of all, 30 days",
                    ReportQuestions.OVERVIEW,
                    WaymarkAnswers::overview),
            new Question("most viewed pages, 30 days", ReportQuestions.PAGES, WaymarkAnswers::pages),
            new Question(
                    "page views and people of each country, 30 days",
                    ReportQuestions.COUNTRIES,
                    WaymarkAnswers::countries),
            new Question("people of a segment of two behaviours", ReportQuestions.SEGMENT, WaymarkAnswers::segment),
            new Question("visits, 30 days", VisitQuestions.VISITS, WaymarkAnswers::visits),
            new Question("paths of visits, 30 days", VisitQuestions.PATHS, WaymarkAnswers::paths));

    Question(String title, String sql, Function<WaymarkAnswers, long[]> report) {
        this(title, sql, sql, report);
    }
}
