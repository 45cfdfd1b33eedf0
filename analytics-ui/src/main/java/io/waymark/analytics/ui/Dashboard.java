/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.assign.ChangePreviews;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.imports.ImportUploads;
import io.waymark.analytics.imports.format.ImportFormats;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.person.timeline.Timelines;
import io.waymark.analytics.store.budget.ReportRefusedException;
import io.waymark.analytics.tenant.QuotaExceededException;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.ui.access.Gate;
import io.waymark.analytics.ui.access.SameOrigin;
import io.waymark.analytics.ui.asset.Assets;
import io.waymark.analytics.ui.event.EventPages;
import io.waymark.analytics.ui.experiment.ExperimentPages;
import io.waymark.analytics.ui.experiment.life.ExperimentLifePages;
import io.waymark.analytics.ui.funnel.FunnelPages;
import io.waymark.analytics.ui.health.HealthPages;
import io.waymark.analytics.ui.imports.ImportPages;
import io.waymark.analytics.ui.journey.JourneyPages;
import io.waymark.analytics.ui.lifecycle.LifecyclePages;
import io.waymark.analytics.ui.live.LivePages;
import io.waymark.analytics.ui.live.Tail;
import io.waymark.analytics.ui.overview.FirstPage;
import io.waymark.analytics.ui.overview.OverviewPages;
import io.waymark.analytics.ui.people.PeoplePages;
import io.waymark.analytics.ui.retention.RetentionPages;
import io.waymark.analytics.ui.segment.SegmentPages;
import io.waymark.analytics.ui.settings.SettingsPages;
import io.waymark.analytics.ui.start.StartPages;
import io.waymark.analytics.ui.trend.TrendPages;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import io.waymark.analytics.ui.web.WebPages;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The dashboard: pages that a host mounts by publishing {@link #routes()}. It brings its own templates, words and files
 * and uses none of the host's view resolvers or message converters.
 *
 * <p>Safe for use by many threads.
 */
public final class Dashboard {

    private final DashboardSettings settings;
    private final DashboardServices services;
    private final Assets assets = new Assets();
    private final Gate gate;
    private final ServiceShell shells;
    private final Pages pages;
    private final Clock clock;
    private volatile @Nullable Instant lastOpened;

    /**
     * A dashboard.
     *
     * @param settings where it is and who may open it
     * @param guarded whether the host's Spring Security decides who may open it
     * @param services what it asks
     * @param clock the current time
     */
    public Dashboard(DashboardSettings settings, boolean guarded, DashboardServices services, Clock clock) {
        this.settings = settings;
        this.services = services;
        this.clock = clock;
        this.gate = new Gate(guarded || settings.access() == DashboardAccess.OPEN, settings.password());
        this.shells = new ServiceShell(services, settings);
        this.pages = new Pages(settings, assets, shells, clock);
    }

    /** {@return everything the dashboard answers, below its path} */
    public RouterFunction<ServerResponse> routes() {
        Routes inside = new Routes(settings.path());
        addPages(inside);
        RouterFunction<ServerResponse> files = RouterFunctions.route()
                .GET(settings.path() + "/assets/{version}/{file}", assets::serve)
                .build();
        RouterFunction<ServerResponse> all =
                inside.build(request -> notice(request, HttpStatus.NOT_FOUND, "page.unknown", request.path()));
        return files.and(all.filter(this::letIn));
    }

    /** {@return when somebody last opened a page on this instance; {@code null} if nobody has} */
    public @Nullable Instant lastOpened() {
        return lastOpened;
    }

    /** Asks ahead for what the first page shows. */
    public void warmUp() {
        new FirstPage(services.trends(), shells::calendar, clock).ask();
    }

    private void addPages(Routes routes) {
        Tail tail = new Tail(services.trends());
        StartPages start = new StartPages(pages, services.ingest(), tail);
        new OverviewPages(pages, services.trends(), services.sessions(), tail, start).addTo(routes);
        start.addTo(routes);
        new LivePages(pages, tail).addTo(routes);
        new WebPages(pages, services.sessions(), services.web()).addTo(routes);
        new EventPages(pages, services, tail).addTo(routes);
        new TrendPages(pages, services.series(), services.trends(), services.eventNames()).addTo(routes);
        new FunnelPages(pages, services.funnels(), services.funnelReports(), services.eventNames()).addTo(routes);
        new RetentionPages(pages, services.retention(), services.eventNames()).addTo(routes);
        new LifecyclePages(pages, services.lifecycle(), services.eventNames()).addTo(routes);
        new JourneyPages(pages, services.flows(), services.eventNames()).addTo(routes);
        new SegmentPages(pages, services.segments(), services.segmentReports(), services.eventNames()).addTo(routes);
        new HealthPages(pages, services.ingest(), services.jobs(), services.chunks()).addTo(routes);
        ExperimentCatalog experiments = services.experiments();
        ExperimentReports results = services.experimentReports();
        ChangePreviews previews = services.changePreviews();
        if (experiments != null && results != null && previews != null) {
            new ExperimentPages(pages, experiments, results, services.eventNames()).addTo(routes);
            new ExperimentLifePages(pages, experiments, previews).addTo(routes);
        }
        Persons persons = services.persons();
        Timelines timelines = services.timelines();
        if (persons != null && timelines != null) {
            new PeoplePages(pages, persons, timelines, services.trends()).addTo(routes);
        }
        TenantAdmin tenants = services.tenants();
        if (tenants != null) {
            new SettingsPages(pages, tenants).addTo(routes);
        }
        ImportUploads imports = services.imports();
        ImportFormats formats = services.importFormats();
        if (imports != null && formats != null) {
            new ImportPages(pages, imports, formats).addTo(routes);
        }
    }

    private ServerResponse letIn(ServerRequest request, HandlerFunction<ServerResponse> page) throws Exception {
        Gate.Verdict verdict = gate.judge(request);
        if (verdict != Gate.Verdict.PASS) {
            return pages.closed(request, verdict == Gate.Verdict.ASK);
        }
        if (!request.method().equals(HttpMethod.GET)
                && !request.method().equals(HttpMethod.HEAD)
                && !SameOrigin.holds(request)) {
            return notice(request, HttpStatus.FORBIDDEN, "change.foreign");
        }
        lastOpened = clock.instant();
        try {
            return page.handle(request);
        } catch (InvalidInputException e) {
            return notice(request, HttpStatus.BAD_REQUEST, "change.refused", String.valueOf(e.getMessage()));
        } catch (ReportRefusedException e) {
            return notice(request, HttpStatus.SERVICE_UNAVAILABLE, "report.refused", String.valueOf(e.getMessage()));
        } catch (QuotaExceededException e) {
            return notice(request, HttpStatus.FORBIDDEN, "change.quota", String.valueOf(e.getMessage()));
        }
    }

    private ServerResponse notice(ServerRequest request, HttpStatus status, String key, Object... arguments) {
        Ui ui = pages.ui(request, "");
        return pages.notice(ui, status, key, arguments);
    }
}
