/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.Funnel;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelJson;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers with funnels: the list, the builder with its report, and the parts of it. */
public final class FunnelPages {

    private static final String NEW = "new";

    private final Pages pages;
    private final Funnels funnels;
    private final FunnelReports reports;
    private final EventNames eventNames;

    /**
     * Pages about funnels.
     *
     * @param pages makes answers
     * @param funnels the stored funnels
     * @param reports counts them
     * @param eventNames the events to choose from
     */
    public FunnelPages(Pages pages, Funnels funnels, FunnelReports reports, EventNames eventNames) {
        this.pages = pages;
        this.funnels = funnels;
        this.reports = reports;
        this.eventNames = eventNames;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        FunnelChanges changes = new FunnelChanges(pages, funnels);
        routes.get("/funnels", this::list)
                .get("/funnels/{id}", this::page)
                .get("/funnels/{id}/answer", this::answer)
                .get("/funnels/{id}/part/{part}", this::part)
                .get("/funnels/{id}/people", this::people)
                .post("/funnels", changes::save)
                .post("/funnels/{id}", changes::update)
                .post("/funnels/{id}/name", changes::rename)
                .post("/funnels/{id}/delete", changes::delete);
    }

    private ServerResponse list(ServerRequest request) {
        Ui ui = pages.ui(request, "/funnels");
        Panels panels = Panels.ofPage();
        List<FunnelListModel.Row> rows = funnels.list(ui.app()).stream()
                .map(funnel -> new FunnelListModel.Row(
                        funnel,
                        panels.load(
                                "funnel-" + funnel.id(),
                                "",
                                () -> reports.report(query(
                                        funnel.definition(), ui, ui.question().period())))))
                .toList();
        return pages.page("funnel/list", ui, new FunnelListModel(rows));
    }

    private ServerResponse page(ServerRequest request) {
        String id = request.pathVariable("id");
        Ui ui = pages.ui(request, "/funnels/" + segment(id));
        Optional<Funnel> stored = stored(ui, id);
        if (stored.isEmpty() && !id.equals(NEW)) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "funnel.unknown", id);
        }
        FunnelForm form = form(ui, stored);
        String action = ui.parameters().get("do");
        if (action != null) {
            return redirectToEdited(ui, form.edited(action));
        }
        Panels panels = Panels.ofPage();
        try {
            FunnelDefinition definition = FunnelFormJson.definition(form);
            Panel<FunnelAnswer> answer = panels.load("answer", ui.below("/answer"), () -> answer(ui, definition));
            return pages.page("funnel/page", ui, model(ui, stored, form, List.of(), answer, definition));
        } catch (InvalidInputException e) {
            boolean untouched = form.equals(FunnelForm.empty());
            List<String> faults = untouched
                    ? List.of()
                    : e.faults().stream()
                            .map(fault -> FunnelFaults.sentence(ui, fault))
                            .toList();
            return pages.page("funnel/page", ui, model(ui, stored, form, faults, null, null));
        }
    }

    private FunnelPageModel model(
            Ui ui,
            Optional<Funnel> stored,
            FunnelForm form,
            List<String> faults,
            @Nullable Panel<FunnelAnswer> answer,
            @Nullable FunnelDefinition definition) {
        boolean edited = definition != null
                && stored.map(funnel -> !funnel.definition().equals(definition)).orElse(true);
        return new FunnelPageModel(
                stored.orElse(null),
                form,
                edited,
                faults,
                eventNames.all(ui.app()).keySet(),
                answer,
                definition == null ? null : FunnelJson.write(definition).toString());
    }

    private ServerResponse answer(ServerRequest request) {
        return alone(request, "funnel/answer");
    }

    private ServerResponse part(ServerRequest request) {
        String part = request.pathVariable("part");
        return FunnelCsv.PARTS.contains(part)
                ? alone(request, "funnel/" + part)
                : ServerResponse.notFound().build();
    }

    private ServerResponse alone(ServerRequest request, String template) {
        String id = request.pathVariable("id");
        Ui ui = pages.ui(request, "/funnels/" + segment(id));
        String name = template.substring(template.indexOf('/') + 1);
        FunnelDefinition definition = FunnelFormJson.definition(form(ui, stored(ui, id)));
        if (request.param("format").filter("csv"::equals).isPresent()) {
            return FunnelCsv.of(name, answer(ui, definition)).response("funnel-" + name);
        }
        String url = name.equals("answer") ? ui.below("/answer") : ui.below("/part/" + name);
        Ui shown = ui.viewing(request.param("view").orElse("chart"));
        return pages.panel(request, template, shown, Panels.alone().load(name, url, () -> answer(ui, definition)));
    }

    private ServerResponse people(ServerRequest request) {
        String id = request.pathVariable("id");
        Ui ui = pages.ui(request, "/funnels/" + segment(id));
        Optional<Funnel> stored = stored(ui, id);
        FunnelDefinition definition = FunnelFormJson.definition(form(ui, stored));
        return new FunnelPeoplePage(pages, reports, request, ui)
                .of(
                        stored.map(Funnel::name).orElse(ui.t("funnel.new")),
                        query(definition, ui, ui.question().period()));
    }

    private FunnelAnswer answer(Ui ui, FunnelDefinition definition) {
        long start = System.nanoTime();
        FunnelReport report = reports.report(query(definition, ui, ui.question().period()));
        long millis = (System.nanoTime() - start) / 1_000_000;
        Delta change = null;
        if (ui.question().compare()) {
            FunnelReport before =
                    reports.report(query(definition, ui, ui.question().previousPeriod()));
            change = Delta.of(conversion(report), conversion(before), false);
        }
        return new FunnelAnswer(definition, report, change, millis);
    }

    private ServerResponse redirectToEdited(Ui ui, FunnelForm form) {
        return ServerResponse.seeOther(URI.create(ui.links().to(ui.path(), form.parameters())))
                .build();
    }

    private Optional<Funnel> stored(Ui ui, String id) {
        return id.matches("\\d{1,18}") ? funnels.find(ui.app(), Long.parseLong(id)) : Optional.empty();
    }

    private static FunnelForm form(Ui ui, Optional<Funnel> stored) {
        if (FunnelForm.isIn(ui.parameters())) {
            return FunnelForm.read(ui.parameters());
        }
        return stored.map(funnel -> FunnelFormJson.form(funnel.definition())).orElseGet(FunnelForm::empty);
    }

    private static FunnelQuery query(FunnelDefinition definition, Ui ui, Period period) {
        return new FunnelQuery(
                ui.app(),
                definition,
                period,
                ui.question().zone(),
                ui.question().weekStart(),
                ui.question().segment());
    }

    private static double conversion(FunnelReport report) {
        return report.steps().get(report.steps().size() - 1).conversionFromStart();
    }

    private static String segment(String id) {
        return id.matches("\\d{1,18}") ? id : NEW;
    }
}
