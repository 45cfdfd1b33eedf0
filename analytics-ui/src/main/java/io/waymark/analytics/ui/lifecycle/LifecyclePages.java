/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.lifecycle;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.lifecycle.LifecycleQuery;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.lifecycle.LifecycleState;
import io.waymark.analytics.lifecycle.StickinessQuery;
import io.waymark.analytics.ui.people.Behind;
import io.waymark.analytics.ui.question.DateRange;
import io.waymark.analytics.ui.question.Question;
import io.waymark.analytics.ui.question.RangeChoice;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers who is new, comes back or stays away, and on how many days people are active. */
public final class LifecyclePages {

    private final Pages pages;
    private final LifecycleReports reports;
    private final EventNames eventNames;

    /**
     * The pages about activity.
     *
     * @param pages makes answers
     * @param reports counts people
     * @param eventNames the events to choose from
     */
    public LifecyclePages(Pages pages, LifecycleReports reports, EventNames eventNames) {
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
        routes.get("/lifecycle", this::lifecycle)
                .get("/lifecycle/answer", this::lifecycleAnswer)
                .get("/lifecycle/people", this::people)
                .get("/stickiness", this::stickiness)
                .get("/stickiness/answer", this::stickinessAnswer);
    }

    private ServerResponse lifecycle(ServerRequest request) {
        Ui ui = pages.ui(request, "/lifecycle", RangeChoice.WEEKS_12);
        return pages.page(
                "lifecycle/page", ui, new LifecycleModel(form(ui), names(ui), lifecycle(Panels.ofPage(), ui)));
    }

    private ServerResponse lifecycleAnswer(ServerRequest request) {
        Ui ui = pages.ui(request, "/lifecycle", RangeChoice.WEEKS_12)
                .viewing(request.param("view").orElse("chart"));
        if (request.param("format").filter("csv"::equals).isPresent()) {
            Csv csv = new Csv("start", "new", "returning", "resurrecting", "dormant", "active", "complete");
            reports.lifecycle(query(ui))
                    .points()
                    .forEach(point -> csv.row(
                            point.start().toLocalDate(),
                            point.fresh(),
                            point.returning(),
                            point.resurrecting(),
                            point.dormant(),
                            point.active(),
                            !point.open()));
            return csv.response("lifecycle");
        }
        return pages.panel(request, "lifecycle/answer", ui, lifecycle(Panels.alone(), ui));
    }

    private Panel<LifecycleAnswer> lifecycle(Panels panels, Ui ui) {
        return panels.load("answer", ui.below("/answer"), () -> lifecycle(ui));
    }

    private LifecycleAnswer lifecycle(Ui ui) {
        LifecycleQuery query = query(ui);
        return new LifecycleAnswer(
                reports.lifecycle(query),
                ui.question().compare() ? reports.lifecycle(query.during(daysBefore(ui))) : null);
    }

    private static Period daysBefore(Ui ui) {
        return ui.question().range().previous().in(ui.question().zone());
    }

    private static LifecycleQuery query(Ui ui) {
        Question question = ui.question();
        ActivityForm form = form(ui);
        return new LifecycleQuery(
                ui.app(),
                form.eventName(),
                question.period(),
                form.period(),
                question.zone(),
                question.weekStart(),
                question.segment());
    }

    private ServerResponse people(ServerRequest request) {
        Ui ui = pages.ui(request, "/lifecycle", RangeChoice.WEEKS_12);
        LocalDate start = DateRange.day(ui.parameters().getOrDefault("start", ""));
        if (start == null) {
            return pages.redirect(request, ui.here());
        }
        String key = ui.parameters().getOrDefault("state", "");
        LifecycleState state = Stream.of(LifecycleState.values())
                .filter(each -> ActivityForm.key(each).equals(key))
                .findFirst()
                .orElse(null);
        String title = ui.t(
                "lifecycle.people.of",
                ui.t("lifecycle." + (state == null ? "active" : key)),
                ui.t("noun." + form(ui).unit()),
                ui.format().day(start));
        return Behind.answer(
                request,
                pages,
                ui,
                new Behind.Words(
                        "retention",
                        ui.t("nav.lifecycle"),
                        ui.here("start", "", "state", ""),
                        title,
                        ui.t("lifecycle.people.how")),
                limit -> reports.people(query(ui), start, state, limit));
    }

    private ServerResponse stickiness(ServerRequest request) {
        Ui ui = pages.ui(request, "/stickiness");
        return pages.page(
                "lifecycle/stickinesspage",
                ui,
                new StickinessModel(form(ui), names(ui), stickiness(Panels.ofPage(), ui)));
    }

    private ServerResponse stickinessAnswer(ServerRequest request) {
        Ui ui = pages.ui(request, "/stickiness").viewing(request.param("view").orElse("chart"));
        if (request.param("format").filter("csv"::equals).isPresent()) {
            Csv csv = new Csv("day", "dau", "wau", "mau", "stickiness", "complete");
            reports.stickiness(stickinessQuery(ui))
                    .points()
                    .forEach(point -> csv.row(
                            point.day(), point.dau(), point.wau(), point.mau(), point.stickiness(), !point.open()));
            return csv.response("stickiness");
        }
        return pages.panel(request, "lifecycle/stickiness", ui, stickiness(Panels.alone(), ui));
    }

    private Panel<StickinessAnswer> stickiness(Panels panels, Ui ui) {
        return panels.load("answer", ui.below("/answer"), () -> stickiness(ui));
    }

    private StickinessAnswer stickiness(Ui ui) {
        StickinessQuery query = stickinessQuery(ui);
        return new StickinessAnswer(
                reports.stickiness(query),
                ui.question().compare() ? reports.stickiness(query.during(daysBefore(ui))) : null);
    }

    private static StickinessQuery stickinessQuery(Ui ui) {
        Question question = ui.question();
        return new StickinessQuery(
                ui.app(), form(ui).eventName(), question.period(), question.zone(), question.segment());
    }

    private static ActivityForm form(Ui ui) {
        return ActivityForm.read(ui.parameters());
    }

    private Set<String> names(Ui ui) {
        return eventNames.all(ui.app()).keySet();
    }
}
