/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentNotFoundException;
import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.experiment.ExperimentStateException;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.ui.access.Actor;
import io.waymark.analytics.ui.experiment.form.ExperimentForm;
import io.waymark.analytics.ui.experiment.form.Fields;
import io.waymark.analytics.ui.experiment.form.FormEdit;
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

    /** The buttons that add and take away rows, without saving anything. */
    private static final String EDIT = "do";
    /** Says that the form knows that the experiment has been started. */
    private static final String STARTED = "started";

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
        Fields fields = Fields.of(request);
        ExperimentForm form = ExperimentForm.read(fields);
        if (fields.has(EDIT)) {
            return draft(ui, HttpStatus.OK, null, FormEdit.apply(form, fields.text(EDIT)), null);
        }
        try {
            Experiment created = catalog.create(ui.app(), form.definition(null), Actor.of(request));
            return pages.redirect(request, address(ui, created.key()));
        } catch (InvalidInputException e) {
            return draft(ui, HttpStatus.BAD_REQUEST, null, form, e);
        }
    }

    /** The form of an experiment that has been started; a draft is its own form. */
    ServerResponse edit(ServerRequest request) {
        return changing(request, () -> {
            Ui ui = pages.ui(request, "/experiments");
            Experiment stored = catalog.get(ui.app(), request.pathVariable("key"));
            return stored.state() == ExperimentState.DRAFT
                    ? pages.redirect(request, address(ui, stored.key()))
                    : started(ui, HttpStatus.OK, stored, ExperimentForm.started(stored.definition()), List.of());
        });
    }

    ServerResponse update(ServerRequest request) {
        Ui ui = pages.ui(request, "/experiments");
        String key = request.pathVariable("key");
        Fields fields = Fields.of(request);
        ExperimentForm form = ExperimentForm.read(fields);
        return changing(request, () -> {
            Experiment stored = catalog.get(ui.app(), key);
            boolean started = fields.has(STARTED);
            if (fields.has(EDIT)) {
                ExperimentForm edited = FormEdit.apply(form, fields.text(EDIT));
                return started
                        ? started(ui, HttpStatus.OK, stored, edited, List.of())
                        : draft(ui, HttpStatus.OK, stored, edited, null);
            }
            try {
                catalog.update(
                        ui.app(),
                        key,
                        started
                                ? form.changed(stored.definition(), stored.concludedAt() != null)
                                : form.definition(stored.definition()),
                        Actor.of(request));
                return pages.redirect(request, address(ui, stored.key()));
            } catch (InvalidInputException e) {
                return started
                        ? started(ui, HttpStatus.BAD_REQUEST, stored, form, e.faults())
                        : draft(ui, HttpStatus.BAD_REQUEST, stored, form, e);
            } catch (ExperimentStateException e) {
                // Somebody has started it while this draft was open.
                if (e.faults().isEmpty()) {
                    throw e;
                }
                return started(
                        ui, HttpStatus.CONFLICT, stored, ExperimentForm.started(stored.definition()), e.faults());
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
                model(ui, stored, form, invalid == null ? List.of() : invalid.faults()));
    }

    private ServerResponse started(
            Ui ui, HttpStatus status, Experiment stored, ExperimentForm form, List<Fault> faults) {
        return pages.page(status, "experiment/edit", ui, model(ui, stored, form, faults));
    }

    private ExperimentModel model(Ui ui, @Nullable Experiment stored, ExperimentForm form, List<Fault> faults) {
        Map<String, String> details = new LinkedHashMap<>();
        faults.forEach(fault -> details.putIfAbsent(fault.pointer(), fault.detail()));
        return new ExperimentModel(
                stored,
                form,
                faults.stream().map(fault -> FaultSentences.of(ui, fault)).toList(),
                details,
                eventNames.all(ui.app()).keySet(),
                null,
                null);
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
