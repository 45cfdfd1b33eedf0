/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentNotFoundException;
import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.experiment.report.ExperimentReport;
import io.waymark.analytics.experiment.report.ExperimentReportJson;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.experiment.report.VariantResult;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.ui.experiment.form.ExperimentForm;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers with experiments: the list, one of them, and drafts. */
public final class ExperimentPages {

    private final Pages pages;
    private final ExperimentCatalog catalog;
    private final ExperimentReports reports;
    private final EventNames eventNames;
    private final BreakdownPages breakdowns;

    /**
     * Pages about experiments.
     *
     * @param pages makes answers
     * @param catalog the experiments
     * @param reports what they have shown
     * @param eventNames the events to choose a goal from
     */
    public ExperimentPages(Pages pages, ExperimentCatalog catalog, ExperimentReports reports, EventNames eventNames) {
        this.pages = pages;
        this.catalog = catalog;
        this.reports = reports;
        this.eventNames = eventNames;
        this.breakdowns = new BreakdownPages(pages, catalog, reports);
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        ExperimentChanges changes = new ExperimentChanges(pages, catalog, reports, eventNames);
        routes.get("/experiments", this::list)
                .get("/experiments/new", changes::form)
                .get("/experiments/{key}", this::page)
                .get("/experiments/{key}/edit", changes::edit)
                .get("/experiments/{key}/result", this::result)
                .get("/experiments/{key}/breakdown", breakdowns::panel)
                .get("/experiments/{key}/report", this::printable)
                .get("/experiments/{key}/plan", new PlannerPages(pages, catalog, reports, eventNames)::page)
                .post("/experiments/{key}/acknowledge", changes::acknowledge)
                .post("/experiments", changes::create)
                .post("/experiments/{key}", changes::update)
                .post("/experiments/{key}/start", changes::start)
                .post("/experiments/{key}/conclude", changes::conclude)
                .post("/experiments/{key}/delete", changes::delete);
    }

    private ServerResponse list(ServerRequest request) {
        Ui ui = pages.ui(request, "/experiments");
        Panels panels = Panels.ofPage();
        boolean archived = request.param("archived").isPresent();
        List<Experiment> all = catalog.list(ui.app());
        List<ExperimentListModel.Row> rows = all.stream()
                .filter(each -> archived == (each.state() == ExperimentState.ARCHIVED))
                .map(each -> new ExperimentListModel.Row(
                        each,
                        each.state() == ExperimentState.DRAFT ? null : load(panels, ui, each.key(), "result", false)))
                .toList();
        return pages.page(
                "experiment/list",
                ui,
                new ExperimentListModel(
                        rows,
                        archived,
                        all.stream()
                                .filter(each -> each.state() == ExperimentState.ARCHIVED)
                                .count()));
    }

    private ServerResponse page(ServerRequest request) {
        Ui ui = ui(request);
        String key = request.pathVariable("key");
        try {
            Experiment experiment = catalog.get(ui.app(), key);
            boolean draft = experiment.state() == ExperimentState.DRAFT;
            return pages.page(
                    draft ? "experiment/draft" : "experiment/page",
                    ui,
                    new ExperimentModel(
                            experiment,
                            draft ? ExperimentForm.of(experiment.definition()) : null,
                            List.of(),
                            Map.of(),
                            draft ? eventNames.all(ui.app()).keySet() : List.of(),
                            draft ? null : load(Panels.ofPage(), ui, experiment.key(), "result", matured(request)),
                            draft ? null : breakdowns.later(ui, request, experiment.key())));
        } catch (ExperimentNotFoundException e) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "experiment.unknown", key);
        }
    }

    private ServerResponse result(ServerRequest request) {
        Ui ui = ui(request);
        String key = request.pathVariable("key");
        try {
            if (request.param("format").filter("csv"::equals).isPresent()) {
                return csv(reports.report(ui.app(), key)).response(key);
            }
            if (request.param("format").filter("json"::equals).isPresent()) {
                return ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(ExperimentReportJson.write(reports.report(ui.app(), key))
                                .toString());
            }
            return pages.panel(
                    request, "experiment/result", ui, load(Panels.alone(), ui, key, "result", matured(request)));
        } catch (ExperimentNotFoundException e) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "experiment.unknown", key);
        }
    }

    private Panel<ResultView> load(Panels panels, Ui ui, String key, String id, boolean matured) {
        String url = matured
                ? ui.links().to("/experiments/" + ui.links().segment(key) + "/result", "people", "matured")
                : ui.links().to("/experiments/" + ui.links().segment(key) + "/result");
        return panels.load(id, url, () -> {
            ExperimentReport report = reports.report(ui.app(), key);
            return ResultView.of(report, matured, reports.countsByHand(report.experiment()));
        });
    }

    /** All on one page, to be printed or kept as a file. */
    private ServerResponse printable(ServerRequest request) {
        Ui ui = ui(request);
        String key = request.pathVariable("key");
        try {
            Experiment experiment = catalog.get(ui.app(), key);
            return pages.page(
                    "experiment/report",
                    ui,
                    new ExperimentModel(
                            experiment,
                            null,
                            List.of(),
                            Map.of(),
                            List.of(),
                            load(Panels.ofPage(), ui, experiment.key(), "result", matured(request)),
                            null));
        } catch (ExperimentNotFoundException e) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "experiment.unknown", key);
        }
    }

    private static boolean matured(ServerRequest request) {
        return request.param("people").filter("matured"::equals).isPresent();
    }

    private Ui ui(ServerRequest request) {
        Ui ui = pages.ui(request, "");
        return ui.at("/experiments/" + ui.links().segment(request.pathVariable("key")));
    }

    private static Csv csv(ExperimentReport report) {
        Csv csv = new Csv(
                "variant",
                "people",
                "conversions",
                "rate",
                "rate_lower",
                "rate_upper",
                "lift",
                "lift_lower",
                "lift_upper",
                "p",
                "p_adjusted",
                "p_exact",
                "chance_to_win",
                "lift_posterior_lower",
                "lift_posterior_upper",
                "expected_loss");
        for (VariantResult variant : report.variants()) {
            VariantResult.Comparison comparison = variant.comparison();
            Interval rate = variant.rateInterval().orNull();
            Interval lift =
                    comparison == null ? null : comparison.liftInterval().orNull();
            Interval posterior =
                    comparison == null ? null : comparison.liftPosterior().orNull();
            csv.row(
                    variant.variant().key(),
                    variant.users(),
                    variant.conversions(),
                    variant.rate().orNull(),
                    lower(rate),
                    upper(rate),
                    comparison == null ? null : comparison.lift().orNull(),
                    lower(lift),
                    upper(lift),
                    comparison == null ? null : comparison.pValue().orNull(),
                    comparison == null ? null : comparison.pValueAdjusted().orNull(),
                    comparison == null ? null : comparison.exactPValue().orNull(),
                    comparison == null ? null : comparison.chanceToWin(),
                    lower(posterior),
                    upper(posterior),
                    comparison == null ? null : comparison.expectedLoss());
        }
        return csv;
    }

    private static @Nullable Double lower(@Nullable Interval interval) {
        return interval == null ? null : interval.lower();
    }

    private static @Nullable Double upper(@Nullable Interval interval) {
        return interval == null ? null : interval.upper();
    }
}
