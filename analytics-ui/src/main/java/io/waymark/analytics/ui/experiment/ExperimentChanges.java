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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return draft(ui, HttpStatus.OK, null, ExperimentForm.empty(), null);
    }

    ServerResponse create(ServerRequest request) {
        Ui ui = pages.ui(request, "/experiments/new");
        ExperimentForm form = ExperimentForm.read(request);
        try {
            Experiment created = catalog.create(ui.app(), form.definition(null), Actor.of(request));
            return pages.redirect(request, address(ui, created.key()));
        } catch (InvalidInputException e) {
            return draft(ui, HttpStatus.BAD_REQUEST, null, form, e);
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
                return draft(ui, HttpStatus.BAD_REQUEST, stored, form, e);
            }
        });
    }

    ServerResponse start(ServerRequest request) {
        return changing(request, () -> {
            Ui ui = pages.ui(request, "/experiments");
            String key = request.pathVariable("key");
            try {
                catalog.start(ui.app(), key, Actor.of(request), why(request));
                return pages.redirect(request, address(ui, key));
            } catch (InvalidInputException e) {
                Experiment stored = catalog.get(ui.app(), key);
                return draft(ui, HttpStatus.BAD_REQUEST, stored, ExperimentForm.of(stored.definition()), e);
            }
        });
    }

    ServerResponse conclude(ServerRequest request) {
        return changing(request, () -> {
            @Nullable
            String shipped =
                    request.param("ship").filter(variant -> !variant.isBlank()).orElse(null);
            Experiment concluded = catalog.conclude(
                    pages.ui(request, "").app(), request.pathVariable("key"), shipped, Actor.of(request), why(request));
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
                    FaultSentences.of(ui, e).get(0));
        }
    }

    private ServerResponse draft(
            Ui ui,
            HttpStatus status,
            @Nullable Experiment stored,
            ExperimentForm form,
            @Nullable InvalidInputException invalid) {
        return pages.page(
                status,
                "experiment/draft",
                ui,
                new ExperimentModel(
                        stored,
                        form,
                        invalid == null ? List.of() : FaultSentences.of(ui, invalid),
                        invalid == null ? Map.of() : byPointer(invalid),
                        eventNames.all(ui.app()).keySet(),
                        null));
    }

    private static Map<String, String> byPointer(InvalidInputException invalid) {
        Map<String, String> details = new LinkedHashMap<>();
        invalid.faults().forEach(fault -> details.putIfAbsent(fault.pointer(), fault.detail()));
        return details;
    }

    private static @Nullable String why(ServerRequest request) {
        return request.param("why").filter(text -> !text.isBlank()).orElse(null);
    }

    private static String address(Ui ui, String key) {
        return ui.links().to("/experiments/" + ui.links().segment(key));
    }

    /** A change that ends in an answer. */
    private interface Change {
        ServerResponse make();
    }
}
