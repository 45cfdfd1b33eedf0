/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentNotFoundException;
import io.waymark.analytics.experiment.ExperimentStateException;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.ui.access.Actor;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Changes experiments; who did it is recorded by {@link ExperimentCatalog}. */
final class ExperimentChanges {

    private final Pages pages;
    private final ExperimentCatalog catalog;
    private final ExperimentReports reports;
    private final EventNames eventNames;

    ExperimentChanges(Pages pages, ExperimentCatalog catalog, ExperimentReports reports, EventNames eventNames) {
        this.pages = pages;
        this.catalog = catalog;
        this.reports = reports;
        this.eventNames = eventNames;
    }

    ServerResponse form(ServerRequest request) {
        Ui ui = pages.ui(request, "/experiments/new");
        return draft(ui, HttpStatus.OK, null, ExperimentForm.empty(), List.of());
    }

    ServerResponse create(ServerRequest request) {
        Ui ui = pages.ui(request, "/experiments/new");
        ExperimentForm form = ExperimentForm.read(request);
        try {
            Experiment created = catalog.create(ui.app(), form.definition(null), Actor.of(request));
            return pages.redirect(request, address(ui, created.key()));
        } catch (InvalidInputException e) {
            return draft(ui, HttpStatus.BAD_REQUEST, null, form, sentences(ui, e));
        }
    }

    ServerResponse update(ServerRequest request) {
        Ui ui = pages.ui(request, "/experiments");
        String key = request.pathVariable("key");
        ExperimentForm form = ExperimentForm.read(request);
        return changing(request, () -> {
            Experiment stored = catalog.get(ui.app(), key);
            try {
                catalog.update(ui.app(), key, form.definition(stored.definition()), Actor.of(request));
                return pages.redirect(request, address(ui, stored.key()));
            } catch (InvalidInputException e) {
                return draft(ui, HttpStatus.BAD_REQUEST, stored, form, sentences(ui, e));
            }
        });
    }

    ServerResponse start(ServerRequest request) {
        return changing(request, () -> {
            Experiment started =
                    catalog.start(pages.ui(request, "").app(), request.pathVariable("key"), Actor.of(request));
            return pages.redirect(request, address(pages.ui(request, ""), started.key()));
        });
    }

    ServerResponse conclude(ServerRequest request) {
        return changing(request, () -> {
            @Nullable
            String shipped =
                    request.param("ship").filter(variant -> !variant.isBlank()).orElse(null);
            Experiment concluded = catalog.conclude(
                    pages.ui(request, "").app(), request.pathVariable("key"), shipped, Actor.of(request));
            reports.freeze(concluded.app(), concluded.key());
            return pages.redirect(request, address(pages.ui(request, ""), concluded.key()));
        });
    }

    ServerResponse acknowledge(ServerRequest request) {
        return changing(request, () -> {
            Ui ui = pages.ui(request, "");
            String key = request.pathVariable("key");
            reports.acknowledge(
                    ui.app(), key, Actor.of(request), request.param("reason").orElse(""));
            return pages.redirect(request, address(ui, key));
        });
    }

    ServerResponse delete(ServerRequest request) {
        return changing(request, () -> {
            catalog.delete(pages.ui(request, "").app(), request.pathVariable("key"), Actor.of(request));
            return pages.redirect(request, pages.ui(request, "").links().to("/experiments"));
        });
    }

    private ServerResponse changing(ServerRequest request, Change change) {
        Ui ui = pages.ui(request, "/experiments");
        try {
            return change.make();
        } catch (ExperimentNotFoundException e) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "experiment.unknown", e.idOrKey());
        } catch (ExperimentStateException e) {
            return pages.notice(ui, HttpStatus.CONFLICT, "change.refused", String.valueOf(e.getMessage()));
        } catch (InvalidInputException e) {
            return pages.notice(
                    ui,
                    HttpStatus.BAD_REQUEST,
                    "change.refused",
                    sentences(ui, e).get(0));
        }
    }

    private ServerResponse draft(
            Ui ui, HttpStatus status, @Nullable Experiment stored, ExperimentForm form, List<String> faults) {
        return pages.page(
                status,
                "experiment/draft",
                ui,
                new ExperimentModel(
                        stored, form, faults, eventNames.all(ui.app()).keySet(), null));
    }

    private static List<String> sentences(Ui ui, InvalidInputException invalid) {
        return invalid.faults().stream()
                .map(fault -> {
                    String key = "fault.experiment"
                            + fault.pointer().replaceAll("/\\d+", "").replace('/', '.');
                    String name = ui.t(key);
                    String detail = fault.detail();
                    return name.equals(key) ? detail : name + ": " + detail;
                })
                .toList();
    }

    private static String address(Ui ui, String key) {
        return ui.links().to("/experiments/" + ui.links().segment(key));
    }

    /** A change that ends in an answer. */
    private interface Change {
        ServerResponse make();
    }
}
