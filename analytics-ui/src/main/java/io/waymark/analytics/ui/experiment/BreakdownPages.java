/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentNotFoundException;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers with the breakdown of a result. A page does not wait for it: the browser asks for it when the page is there. */
final class BreakdownPages {

    private static final String ID = "breakdown";

    private final Pages pages;
    private final ExperimentCatalog catalog;
    private final ExperimentReports reports;

    BreakdownPages(Pages pages, ExperimentCatalog catalog, ExperimentReports reports) {
        this.pages = pages;
        this.catalog = catalog;
        this.reports = reports;
    }

    /** The panel as a page shows it at first. */
    Panel<BreakdownView> later(Ui ui, ServerRequest request, String key) {
        return new Panel<>(ID, url(ui, request, key), Panel.State.LATER, null);
    }

    ServerResponse panel(ServerRequest request) {
        String key = request.pathVariable("key");
        Ui ui = pages.ui(request, "");
        ui = ui.at("/experiments/" + ui.links().segment(key));
        try {
            Experiment experiment = catalog.get(ui.app(), key);
            Ui here = ui;
            if (request.param("format").filter("csv"::equals).isPresent()) {
                return view(here, request, experiment).csv().response(key + "-" + property(request));
            }
            return pages.panel(
                    request,
                    "experiment/breakdown",
                    here,
                    Panels.alone().load(ID, url(here, request, key), () -> view(here, request, experiment)));
        } catch (ExperimentNotFoundException e) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "experiment.unknown", key);
        }
    }

    private BreakdownView view(Ui ui, ServerRequest request, Experiment experiment) {
        List<Metric> metrics = experiment.definition().metrics();
        String property = property(request);
        String asked = metric(request);
        String metric = metrics.stream().anyMatch(each -> each.key().equals(asked)) ? asked : Metric.MAIN_GOAL;
        List<String> properties = reports.properties(ui.app(), experiment.key());
        try {
            return new BreakdownView(
                    property,
                    metric,
                    properties,
                    metrics,
                    null,
                    property.isEmpty() ? null : reports.breakdown(ui.app(), experiment.key(), property, metric));
        } catch (InvalidInputException e) {
            return new BreakdownView(
                    property, metric, properties, metrics, e.faults().get(0).detail(), null);
        }
    }

    private static String url(Ui ui, ServerRequest request, String key) {
        String path = "/experiments/" + ui.links().segment(key) + "/breakdown";
        return property(request).isEmpty()
                ? ui.links().to(path)
                : ui.links().to(path, "by", property(request), "metric", metric(request));
    }

    private static String property(ServerRequest request) {
        return request.param("by").orElse("").strip();
    }

    private static String metric(ServerRequest request) {
        return request.param("metric").filter(text -> !text.isBlank()).orElse(Metric.MAIN_GOAL);
    }
}
