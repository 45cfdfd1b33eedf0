/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentNotFoundException;
import io.waymark.analytics.experiment.report.Baseline;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Ui;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers with the planner: how many people an experiment needs, from what the app counts now. */
final class PlannerPages {

    private static final double POWER = 80;
    private static final double EFFECT = 10;

    private final Pages pages;
    private final ExperimentCatalog catalog;
    private final ExperimentReports reports;
    private final EventNames eventNames;

    PlannerPages(Pages pages, ExperimentCatalog catalog, ExperimentReports reports, EventNames eventNames) {
        this.pages = pages;
        this.catalog = catalog;
        this.reports = reports;
        this.eventNames = eventNames;
    }

    ServerResponse page(ServerRequest request) {
        String key = request.pathVariable("key");
        Ui ui = pages.ui(request, "");
        Ui here = ui.at("/experiments/" + ui.links().segment(key) + "/plan");
        try {
            Experiment experiment = catalog.get(ui.app(), key);
            String entry =
                    request.param("entry").filter(name -> !name.isBlank()).orElse(StandardEvents.PAGE_VIEW);
            Baseline baseline = reports.baseline(ui.app(), entry, experiment.definition());
            // What the app counts of one event says nothing of another.
            boolean another =
                    request.param("was").filter(was -> !was.equals(entry)).isPresent();
            Double planned = experiment.definition().plan().minimumEffect();
            return pages.page(
                    "experiment/plan",
                    here,
                    new PlannerModel(
                            experiment,
                            eventNames.all(ui.app()).keySet(),
                            entry,
                            baseline,
                            another ? 100 * baseline.rate() : number(request, "rate", 0, 100, 100 * baseline.rate()),
                            another ? baseline.perDay() : number(request, "perDay", 0, 1e9, baseline.perDay()),
                            number(request, "effect", 0.01, 10_000, planned == null ? EFFECT : 100 * planned),
                            number(request, "power", 50, 99.9, POWER),
                            number(
                                    request,
                                    "alpha",
                                    0.01,
                                    49,
                                    100 * experiment.definition().plan().alpha())));
        } catch (ExperimentNotFoundException e) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "experiment.unknown", key);
        }
    }

    /** A number within bounds, or the usual one: a planner that is asked nonsense shows what it knows. */
    private static double number(ServerRequest request, String name, double least, double most, double otherwise) {
        return request.param(name)
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,12}([.][0-9]{1,12})?"))
                .map(Double::parseDouble)
                .filter(value -> value >= least && value <= most)
                .orElse(otherwise);
    }
}
