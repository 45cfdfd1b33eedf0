/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.watch;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.report.Advice;
import io.waymark.analytics.experiment.report.ExperimentReport;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.job.Job;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at experiments once an hour: keeps the results of concluded ones before their events are purged, tells
 * {@link ExperimentAlert}s of advice that has changed, and stops what does harm and asks to be stopped.
 */
public final class ExperimentWatch implements Job {

    /** The name of the job. */
    public static final String NAME = "experiment-results";

    private static final Logger log = LoggerFactory.getLogger(ExperimentWatch.class);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final String ACTOR = "experiments job";

    private static final String NOT_KEPT = """
            select e.app_id, e.id from {schema}.experiment e
            left join {schema}.experiment_result r on r.experiment_id = e.id
            where e.concluded_at is not null and r.experiment_id is null
            """;
    private static final String RUNNING = """
            select e.app_id, e.id, a.code from {schema}.experiment e
            left join {schema}.experiment_advice a on a.experiment_id = e.id
            where e.state = 'RUNNING'
            """;
    private static final String RECORD = """
            insert into {schema}.experiment_advice (experiment_id, code, given_at) values (:experiment, :code, :at)
            on conflict (experiment_id) do update set code = excluded.code, given_at = excluded.given_at
            """;

    private final AnalyticsDatabase database;
    private final ExperimentReports reports;
    private final List<ExperimentAlert> alerts;
    private final @Nullable HarmStop harmStop;
    private final Clock clock;

    /**
     * Looks at experiments.
     *
     * @param database where they are
     * @param reports what they have shown
     * @param alerts are told of advice that has changed
     * @param harmStop stops what does harm; null if nothing can
     * @param clock tells when advice was given
     */
    public ExperimentWatch(
            AnalyticsDatabase database,
            ExperimentReports reports,
            List<ExperimentAlert> alerts,
            @Nullable HarmStop harmStop,
            Clock clock) {
        this.database = database;
        this.reports = reports;
        this.alerts = List.copyOf(alerts);
        this.harmStop = harmStop;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public long run() {
        List<Known> concluded = database.sql(NOT_KEPT)
                .query((row, number) -> new Known(new AppId(row.getInt(1)), row.getLong(2), null))
                .list();
        concluded.forEach(each -> apart(each, () -> reports.freeze(each.app(), "" + each.id())));
        List<Known> running = database.sql(RUNNING)
                .query((row, number) -> new Known(new AppId(row.getInt(1)), row.getLong(2), row.getString(3)))
                .list();
        running.forEach(each -> apart(each, () -> look(each)));
        return concluded.size() + running.size();
    }

    /** One experiment that cannot be looked at does not keep the others from it. */
    private static void apart(Known known, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("Experiment {} could not be looked at; the next run tries again", known.id(), e);
        }
    }

    private void look(Known known) {
        ExperimentReport report = reports.report(known.app(), "" + known.id());
        Advice.Code code = report.advice().code();
        boolean stops = (code == Advice.Code.STOP_HARM || code == Advice.Code.ROLL_BACK)
                && report.experiment().definition().measures().pauseOnHarm();
        if (stops && harmStop != null) {
            harmStop.stop(report, ACTOR);
        }
        if (!code.name().equals(known.code())) {
            database.sql(RECORD)
                    .param("experiment", known.id())
                    .param("code", code.name())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            Advice.Code before = known.code() == null ? null : Advice.Code.valueOf(known.code());
            alerts.forEach(alert -> tell(alert, report, before));
        }
    }

    private static void tell(ExperimentAlert alert, ExperimentReport report, Advice.@Nullable Code before) {
        try {
            alert.adviceChanged(report, before);
        } catch (RuntimeException e) {
            log.warn(
                    "An alert about experiment '{}' failed", report.experiment().key(), e);
        }
    }

    private record Known(AppId app, long id, @Nullable String code) {}
}
