/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.people;

import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;
import java.util.function.IntFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The people behind a number of a report.
 *
 * @param words names the report and the number
 * @param people an id of each
 * @param limit at most so many are listed
 */
public record Behind(Words words, Panel<List<String>> people, int limit) {

    private static final int LISTED = 200;
    private static final int LISTED_IN_CSV = 100_000;

    /**
     * Answers with a page of them, or a table.
     *
     * @param request the request
     * @param pages makes answers
     * @param ui what the page is given; its path is that of the report
     * @param words names the report and the number
     * @param people finds at most so many
     * @return the answer
     */
    public static ServerResponse answer(
            ServerRequest request, Pages pages, Ui ui, Words words, IntFunction<List<String>> people) {
        if (request.param("format").filter("csv"::equals).isPresent()) {
            return csv(people.apply(LISTED_IN_CSV + 1));
        }
        Panel<List<String>> listed = Panels.alone().load("people", ui.below("/people"), () -> people.apply(LISTED));
        return pages.page("people/behind", ui, new Behind(words, listed, LISTED));
    }

    /** A file of nearly everybody says in its name that some are left out. */
    private static ServerResponse csv(List<String> people) {
        Csv csv = new Csv("person");
        people.stream().limit(LISTED_IN_CSV).forEach(csv::row);
        return csv.response(people.size() > LISTED_IN_CSV ? "people-first-" + LISTED_IN_CSV : "people");
    }

    /**
     * What a number is called.
     *
     * @param section the name of the report in the navigation
     * @param report what the report is called
     * @param back the address of the report
     * @param title what the number is, in a few words
     * @param how who is listed, in a sentence
     * @param whose of which people the number tells, in a sentence; empty for those of the segment that is looked at
     */
    public record Words(String section, String report, String back, String title, String how, String whose) {

        /**
         * What a number is called that tells of the people of the segment that is looked at.
         *
         * @param section the name of the report in the navigation
         * @param report what the report is called
         * @param back the address of the report
         * @param title what the number is, in a few words
         * @param how who is listed, in a sentence
         */
        public Words(String section, String report, String back, String title, String how) {
            this(section, report, back, title, how, "");
        }
    }
}
