/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.journey;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.journey.FlowQuery;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.FlowReports;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers which ways people take. */
public final class JourneyPages {

    private final Pages pages;
    private final FlowReports reports;
    private final EventNames eventNames;

    /**
     * The page about the ways people take.
     *
     * @param pages makes answers
     * @param reports counts them
     * @param eventNames the events to choose from
     */
    public JourneyPages(Pages pages, FlowReports reports, EventNames eventNames) {
        this.pages = pages;
        this.reports = reports;
        this.eventNames = eventNames;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get("/journeys", this::page).get("/journeys/answer", this::answer);
    }

    private ServerResponse page(ServerRequest request) {
        Ui ui = pages.ui(request, "/journeys");
        return pages.page(
                "journey/page",
                ui,
                new JourneyModel(
                        JourneyForm.read(ui.parameters()),
                        eventNames.all(ui.app()).keySet(),
                        answer(Panels.ofPage(), ui)));
    }

    private ServerResponse answer(ServerRequest request) {
        Ui ui = pages.ui(request, "/journeys").viewing(request.param("view").orElse("chart"));
        if (request.param("format").filter("csv"::equals).isPresent()) {
            return csv(answer(ui)).response("journeys");
        }
        return pages.panel(request, "journey/answer", ui, answer(Panels.alone(), ui));
    }

    private Panel<JourneyAnswer> answer(Panels panels, Ui ui) {
        return panels.load("answer", ui.below("/answer"), () -> answer(ui));
    }

    private JourneyAnswer answer(Ui ui) {
        JourneyForm form = JourneyForm.read(ui.parameters());
        if (form.lacksEvent()) {
            return new JourneyAnswer(form, null, null);
        }
        FlowQuery query = form.query(ui.question());
        return new JourneyAnswer(
                form,
                reports.report(query),
                ui.question().compare()
                        ? reports.report(query.during(ui.question().previousPeriod()))
                        : null);
    }

    private static Csv csv(JourneyAnswer answer) {
        Csv csv = new Csv("place", "from", "to", "journeys", "people");
        FlowReport report = answer.report();
        if (report != null) {
            report.links()
                    .forEach(link -> csv.row(
                            link.place(),
                            link.from() == null ? "Other" : link.from(),
                            link.to() == null ? "Other" : link.to(),
                            link.count(),
                            link.users()));
        }
        return csv;
    }
}
