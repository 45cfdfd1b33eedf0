/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.segment.SegmentPresets;
import io.waymark.analytics.store.budget.ReportRefusedException;
import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.AppCalendar;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.track.IngestStats;
import io.waymark.analytics.ui.view.Formats;
import io.waymark.analytics.ui.view.Messages;
import io.waymark.analytics.ui.view.Shell;
import io.waymark.analytics.ui.view.Shell.Entry;
import io.waymark.analytics.ui.view.Shell.Group;
import io.waymark.analytics.ui.view.ShellSource;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Counts what the navigation shows. A count that cannot be had is left out. */
final class ServiceShell implements ShellSource {

    private static final Duration BEHIND = Duration.ofSeconds(10);

    private final DashboardServices services;
    private final DashboardSettings settings;

    ServiceShell(DashboardServices services, DashboardSettings settings) {
        this.services = services;
        this.settings = settings;
    }

    @Override
    public AppCalendar calendar(AppId app) {
        TenantAdmin tenants = services.tenants();
        AppCalendar stored = tenants == null
                ? AppCalendar.DEFAULT
                : orElse(() -> tenants.apps().calendar(app), AppCalendar.DEFAULT);
        AppCalendar own = stored.sessionGap(settings.sessionGap());
        ZoneId zone = settings.timeZone();
        return zone == null ? own : own.timeZone(zone);
    }

    @Override
    public Shell shell(Messages messages, Formats formats, AppId app) {
        int events = orElse(() -> services.eventNames().all(app).size(), -1);
        int funnels = orElse(() -> services.funnels().list(app).size(), -1);
        List<Entry> first = new ArrayList<>();
        if (events == 0 || events == 1) {
            first.add(new Entry("start", "/start", "rocket", ""));
        }
        first.add(new Entry("overview", "", "layout-dashboard", ""));
        first.add(new Entry("live", "/live", "activity", ""));
        List<Group> navigation = new ArrayList<>();
        navigation.add(new Group("", first));
        navigation.add(new Group(
                "nav.explore",
                List.of(
                        new Entry("events", "/events", "bolt", count(events)),
                        new Entry("trends", "/trends", "chart-line", ""),
                        new Entry("funnels", "/funnels", "chart-funnel", count(funnels)),
                        new Entry("retention", "/retention", "grid-dots", ""),
                        new Entry("journeys", "/journeys", "route", ""),
                        new Entry("web", "/web", "world", ""))));
        List<Shell.Choice> segments = segments(messages, app);
        List<Entry> audience = new ArrayList<>();
        audience.add(new Entry("segments", "/segments", "users-group", count(segments.size())));
        if (services.persons() != null && services.timelines() != null) {
            audience.add(new Entry("people", "/people", "user-search", ""));
        }
        navigation.add(new Group("nav.audience", audience));
        ExperimentCatalog experiments = services.experiments();
        if (experiments != null) {
            String running = running(messages, experiments, app);
            navigation.add(
                    new Group("nav.decide", List.of(new Entry("experiments", "/experiments", "flask", running))));
        }
        List<Entry> manage = new ArrayList<>();
        if (services.tenants() != null) {
            manage.add(new Entry("apps", "/settings/apps", "key", ""));
        }
        if (services.imports() != null) {
            manage.add(new Entry("import", "/settings/import", "download", ""));
        }
        manage.add(new Entry("health", "/settings/health", "circle-check", ""));
        navigation.add(new Group("nav.settings", manage));
        return new Shell(settings.applicationName(), navigation, health(messages, formats), segments, apps());
    }

    /** The stored ones, then the presets that no stored one stands in for. */
    private List<Shell.Choice> segments(Messages messages, AppId app) {
        List<Shell.Choice> choices = new ArrayList<>(orElse(
                () -> services.segments().list(app).stream()
                        .map(segment -> new Shell.Choice(segment.key(), segment.name()))
                        .toList(),
                List.of()));
        Set<String> stored = choices.stream().map(Shell.Choice::key).collect(Collectors.toSet());
        SegmentPresets.all().stream()
                .map(SegmentPresets.Preset::key)
                .filter(key -> !stored.contains(key))
                .forEach(key -> choices.add(new Shell.Choice(key, messages.text("segment.preset." + key))));
        return choices;
    }

    private List<Shell.Choice> apps() {
        TenantAdmin tenants = services.tenants();
        List<App> apps = tenants == null ? List.of() : orElse(tenants.apps()::list, List.of());
        return apps.size() < 2 ? List.of() : apps.stream().map(this::choice).toList();
    }

    /** The default app is the application itself. */
    private Shell.Choice choice(App app) {
        return new Shell.Choice(
                Integer.toString(app.id().value()),
                app.id().equals(AppId.DEFAULT) ? settings.applicationName() : app.name());
    }

    private static String running(Messages messages, ExperimentCatalog experiments, AppId app) {
        long running = orElse(
                () -> experiments.list(app).stream()
                        .filter(experiment -> experiment.state() == ExperimentState.RUNNING)
                        .count(),
                0L);
        return running == 0 ? "" : messages.text("nav.experiments.live", running);
    }

    private Shell.Health health(Messages messages, Formats formats) {
        IngestStats stats = services.ingest().stats();
        Duration lag = stats.oldestLag();
        String headline = headline(stats);
        return new Shell.Health(
                headline.equals("failing") ? "bad" : headline.equals("good") ? "good" : "warn",
                messages.text("health.ingest." + headline),
                stats.spooling()
                        ? messages.text(
                                "health.ingest.spool",
                                formats.number(stats.spool().events()))
                        : messages.text(
                                "health.ingest.detail",
                                formats.number((long) stats.queued()),
                                formats.number(lag.toMillis() / 100 / 10.0)));
    }

    private static String headline(IngestStats stats) {
        boolean late = stats.oldestLag().compareTo(BEHIND) > 0;
        if (stats.refusing() || late && stats.lastError() != null) {
            return "failing";
        }
        if (stats.spooling()) {
            return "spooling";
        }
        return late || stats.queued() > stats.queueCapacity() / 2 ? "waiting" : "good";
    }

    private static String count(int count) {
        return count <= 0 ? "" : Integer.toString(count);
    }

    private static <T> T orElse(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (DataAccessException | TransactionException | ReportRefusedException e) {
            return otherwise;
        }
    }
}
