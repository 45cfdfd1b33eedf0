/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.retention;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.retention.RetentionReport;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.ui.people.Behind;
import io.waymark.analytics.ui.question.DateRange;
import io.waymark.analytics.ui.question.RangeChoice;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers who comes back. */
public final class RetentionPages {

    private final Pages pages;
    private final RetentionReports reports;
    private final EventNames eventNames;

    /**
     * The page about people who come back.
     *
     * @param pages makes answers
     * @param reports counts them
     * @param eventNames the events to choose from
     */
    public RetentionPages(Pages pages, RetentionReports reports, EventNames eventNames) {
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
        routes.get("/retention", this::page)
                .get("/retention/grid", request -> part(request, "retention/answer", "answer", "/grid"))
                .get("/retention/curve", request -> part(request, "retention/curve", "curve", "/curve"))
                .get("/retention/people", this::people);
    }

    private ServerResponse page(ServerRequest request) {
        Ui ui = ui(request);
        RetentionForm form = RetentionForm.read(ui.parameters());
        return pages.page(
                "retention/page",
                ui,
                new RetentionModel(
                        form, eventNames.all(ui.app()).keySet(), panel(Panels.ofPage(), ui, form, "answer", "/grid")));
    }

    private ServerResponse part(ServerRequest request, String template, String id, String suffix) {
        Ui ui = ui(request).viewing(request.param("view").orElse("chart"));
        RetentionForm form = RetentionForm.read(ui.parameters());
        if (request.param("format").filter("csv"::equals).isPresent()) {
            return csv(reports.report(form.query(ui.question()))).response("retention");
        }
        return pages.panel(request, template, ui, panel(Panels.alone(), ui, form, id, suffix));
    }

    private Panel<RetentionGrid> panel(Panels panels, Ui ui, RetentionForm form, String id, String suffix) {
        return panels.load(id, ui.below(suffix), () -> {
            RetentionQuery query = form.query(ui.question());
            Period before = ui.question().range().previous().in(ui.question().zone());
            return RetentionGrid.of(
                    reports.report(query),
                    ui.question().compare() ? reports.report(query.during(before)) : null,
                    form,
                    ui.parameters());
        });
    }

    private ServerResponse people(ServerRequest request) {
        Ui ui = ui(request);
        RetentionForm form = RetentionForm.read(ui.parameters());
        LocalDate cohort = DateRange.day(ui.parameters().getOrDefault("cohort", ""));
        if (cohort == null) {
            return pages.redirect(request, ui.here());
        }
        String cell = ui.parameters().getOrDefault("cell", "");
        Integer number = cell.matches("\\d{1,3}") ? Integer.valueOf(cell) : null;
        String name = ui.format().day(cohort);
        return Behind.answer(
                request,
                pages,
                ui,
                new Behind.Words(
                        "retention",
                        ui.t("nav.retention"),
                        ui.here(),
                        number == null
                                ? ui.t("retention.head." + form.unit()) + " " + name
                                : ui.t("retention.picked." + form.unit(), name, number),
                        ui.t(number == null ? "retention.people.cohort" : "retention.people.cell")),
                limit -> reports.people(form.query(ui.question()), cohort, number, limit));
    }

    private Ui ui(ServerRequest request) {
        return pages.ui(request, "/retention", RangeChoice.WEEKS_12);
    }

    private static Csv csv(RetentionReport report) {
        Csv csv = new Csv("cohort", "people", "number", "returned", "percent", "complete");
        for (RetentionReport.Cohort cohort : report.cohorts()) {
            for (int i = 0; i < cohort.cells().size(); i++) {
                RetentionReport.Cell cell = cohort.cells().get(i);
                List<@Nullable Object> row = new ArrayList<>();
                row.add(cohort.start());
                row.add(cohort.users());
                row.add(i);
                row.add(cell.returned());
                row.add(cell.percent());
                row.add(cell.complete());
                csv.row(row);
            }
        }
        return csv;
    }
}
