/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.health;

import io.waymark.analytics.chunk.ChunkStatus;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.job.JobStatus;
import io.waymark.analytics.job.Jobs;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestStats;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers with how ingest and the jobs are doing. Ingest is told without asking the database, which may be away. */
public final class HealthPages {

    private static final String PATH = "/settings/health";

    private final Pages pages;
    private final Ingest ingest;
    private final @Nullable Jobs jobs;
    private final @Nullable ChunkStore chunks;

    /**
     * The page.
     *
     * @param pages makes answers
     * @param ingest says what it does with events
     * @param jobs say how they stand; null where they are switched off
     * @param chunks says how the columnar store stands; null where it is switched off
     */
    public HealthPages(Pages pages, Ingest ingest, @Nullable Jobs jobs, @Nullable ChunkStore chunks) {
        this.pages = pages;
        this.ingest = ingest;
        this.jobs = jobs;
        this.chunks = chunks;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get(PATH, this::page).get(PATH + "/ingest", this::ingest).get(PATH + "/jobs", this::jobs);
        if (chunks != null) {
            routes.get(PATH + "/chunks", this::chunks);
        }
    }

    private ServerResponse page(ServerRequest request) {
        Ui ui = pages.ui(request, PATH);
        Panels panels = Panels.ofPage();
        return pages.page("health/page", ui, new HealthModel(ingest(), jobs(panels, ui), chunks(panels, ui)));
    }

    private ServerResponse ingest(ServerRequest request) {
        Ui ui = pages.ui(request, PATH);
        return pages.panel(
                request,
                "health/ingest",
                ui,
                new Panel<>("ingest", ui.links().to(PATH + "/ingest"), Panel.State.READY, ingest()));
    }

    private ServerResponse jobs(ServerRequest request) {
        Ui ui = pages.ui(request, PATH);
        return pages.panel(request, "health/jobs", ui, jobs(Panels.alone(), ui));
    }

    private ServerResponse chunks(ServerRequest request) {
        Ui ui = pages.ui(request, PATH);
        return pages.panel(request, "health/chunks", ui, Objects.requireNonNull(chunks(Panels.alone(), ui)));
    }

    private @Nullable Panel<ChunkStatus> chunks(Panels panels, Ui ui) {
        ChunkStore present = chunks;
        return present == null ? null : panels.load("chunks", ui.links().to(PATH + "/chunks"), present::status);
    }

    private HealthModel.IngestModel ingest() {
        IngestStats stats = ingest.stats();
        List<HealthModel.Drop> dropped = stats.dropped().entrySet().stream()
                .map(drop -> new HealthModel.Drop(drop.getKey(), drop.getValue()))
                .sorted(Comparator.comparingLong(HealthModel.Drop::events)
                        .reversed()
                        .thenComparing(HealthModel.Drop::reason))
                .toList();
        return new HealthModel.IngestModel(stats, dropped);
    }

    private Panel<List<JobStatus>> jobs(Panels panels, Ui ui) {
        Jobs present = jobs;
        return panels.load("jobs", ui.links().to(PATH + "/jobs"), () -> present == null ? List.of() : present.status());
    }
}
