/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.life;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.experiment.ChangeOfTraffic;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentLife;
import io.waymark.analytics.experiment.ExperimentNotFoundException;
import io.waymark.analytics.experiment.ExperimentStateException;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.assign.ChangePreview;
import io.waymark.analytics.experiment.assign.ChangePreviews;
import io.waymark.analytics.experiment.plan.Schedule;
import io.waymark.analytics.ui.access.Actor;
import io.waymark.analytics.ui.experiment.FaultSentences;
import io.waymark.analytics.ui.experiment.form.Percentages;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers with the page on which an experiment is managed, and makes the changes that are asked for there. */
public final class ExperimentLifePages {

    private static final int HISTORY = 200;

    private final Pages pages;
    private final ExperimentCatalog catalog;
    private final ExperimentLife life;
    private final ChangePreviews previews;

    /**
     * Pages about what happens to experiments.
     *
     * @param pages makes answers
     * @param catalog the experiments
     * @param previews tells what a change would do
     */
    public ExperimentLifePages(Pages pages, ExperimentCatalog catalog, ChangePreviews previews) {
        this.pages = pages;
        this.catalog = catalog;
        this.life = catalog.life();
        this.previews = previews;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get("/experiments/{key}/manage", this::page)
                .post(
                        "/experiments/{key}/pause",
                        request -> change(
                                request,
                                (ui, key) -> life.pause(ui.app(), key, Actor.of(request), text(request, "why"))))
                .post(
                        "/experiments/{key}/resume",
                        request -> change(
                                request,
                                (ui, key) -> life.resume(ui.app(), key, Actor.of(request), text(request, "why"))))
                .post(
                        "/experiments/{key}/archive",
                        request -> change(
                                request,
                                (ui, key) -> life.archive(ui.app(), key, Actor.of(request), text(request, "why"))))
                .post(
                        "/experiments/{key}/traffic",
                        request -> change(
                                request,
                                (ui, key) -> life.changeTraffic(
                                        ui.app(),
                                        key,
                                        asked(
                                                request,
                                                catalog.get(ui.app(), key).definition()),
                                        Actor.of(request),
                                        text(request, "why"))))
                .post(
                        "/experiments/{key}/schedule",
                        request -> change(
                                request,
                                (ui, key) -> life.schedule(
                                        ui.app(),
                                        key,
                                        new Schedule(
                                                instant(
                                                        request,
                                                        "startAt",
                                                        ui.question().zone()),
                                                instant(
                                                        request,
                                                        "endAt",
                                                        ui.question().zone())),
                                        Actor.of(request),
                                        text(request, "why"))))
                .post(
                        "/experiments/{key}/override",
                        request -> change(
                                request,
                                (ui, key) -> life.override(
                                        ui.app(),
                                        key,
                                        request.param("userId").orElse("").strip(),
                                        text(request, "variant"),
                                        Actor.of(request),
                                        text(request, "why"))));
    }

    private ServerResponse page(ServerRequest request) {
        return answer(request, List.of());
    }

    private ServerResponse answer(ServerRequest request, List<String> faults) {
        String key = request.pathVariable("key");
        Ui ui = pages.ui(request, "/experiments");
        ui = ui.at("/experiments/" + ui.links().segment(key) + "/manage");
        try {
            Experiment experiment = catalog.get(ui.app(), key);
            ExperimentDefinition definition = experiment.definition();
            List<String> wrong = new ArrayList<>(faults);
            ChangePreview preview = null;
            boolean asked = request.param("traffic").isPresent();
            if (asked && faults.isEmpty()) {
                try {
                    preview = previews.preview(ui.app(), key, asked(request, definition));
                } catch (InvalidInputException e) {
                    wrong.addAll(FaultSentences.of(ui, e));
                }
            }
            List<String> weights = Percentages.of(
                    definition.variants().stream().map(Variant::weight).toList());
            Schedule schedule = definition.rollout().schedule();
            LifeModel model = new LifeModel(
                    experiment,
                    asked
                            ? request.param("traffic").orElse("")
                            : BigDecimal.valueOf(definition.trafficBasisPoints(), 2)
                                    .stripTrailingZeros()
                                    .toPlainString(),
                    asked ? weights(request, definition) : weights,
                    local(schedule.startAt(), ui.question().zone()),
                    local(schedule.endAt(), ui.question().zone()),
                    preview,
                    wrong,
                    catalog.history(ui.app(), key, HISTORY));
            return pages.page(wrong.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST, "experiment/manage", ui, model);
        } catch (ExperimentNotFoundException e) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "experiment.unknown", key);
        }
    }

    private ServerResponse change(ServerRequest request, Change change) {
        Ui ui = pages.ui(request, "/experiments");
        String key = request.pathVariable("key");
        try {
            change.make(ui, key);
            return pages.redirect(
                    request, ui.links().to("/experiments/" + ui.links().segment(key) + "/manage"));
        } catch (ExperimentNotFoundException e) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "experiment.unknown", key);
        } catch (ExperimentStateException e) {
            return pages.notice(ui, HttpStatus.CONFLICT, "change.refused", String.valueOf(e.getMessage()));
        } catch (InvalidInputException e) {
            return answer(request, FaultSentences.of(ui, e));
        }
    }

    private static ChangeOfTraffic asked(ServerRequest request, ExperimentDefinition definition) {
        return new ChangeOfTraffic(
                Percentages.basisPoints(request.param("traffic").orElse(""), "/trafficBasisPoints"),
                Percentages.weights(weights(request, definition)));
    }

    private static List<String> weights(ServerRequest request, ExperimentDefinition definition) {
        List<String> weights = new ArrayList<>();
        for (int i = 1; i <= definition.variants().size(); i++) {
            weights.add(request.param("w" + i).orElse("").strip());
        }
        return weights;
    }

    private static @Nullable Instant instant(ServerRequest request, String name, ZoneId zone) {
        String text = text(request, name);
        try {
            return text == null ? null : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidInputException("/schedule/" + name, "must be a date with a time, but was '" + text + "'");
        }
    }

    private static String local(@Nullable Instant instant, ZoneId zone) {
        return instant == null
                ? ""
                : LocalDateTime.ofInstant(instant, zone)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
    }

    private static @Nullable String text(ServerRequest request, String name) {
        return request.param(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    /** A change of an experiment. */
    private interface Change {
        Object make(Ui ui, String key);
    }
}
