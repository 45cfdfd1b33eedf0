/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui;

import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.imports.ImportUploads;
import io.waymark.analytics.imports.format.ImportFormats;
import io.waymark.analytics.job.Jobs;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.webstats.SessionReports;
import org.jspecify.annotations.Nullable;

/**
 * What the dashboard asks.
 *
 * @param eventNames the event names to choose from
 * @param eventDefinitions what the event names mean
 * @param trends counts events
 * @param sessions counts visits
 * @param retention counts who comes back
 * @param funnels the stored funnels
 * @param funnelReports counts funnels
 * @param segments the stored segments
 * @param experiments the experiments; null where they are switched off
 * @param experimentReports what they have shown; null where they are switched off
 * @param tenants manages apps and keys; null where that is switched off
 * @param ingest takes events, and says how that goes
 * @param jobs work in the background; null where it is switched off
 * @param imports takes files of events; null where that is switched off
 * @param importFormats the formats they may have; null where that is switched off
 */
public record DashboardServices(
        EventNames eventNames,
        EventDefinitions eventDefinitions,
        TrendReports trends,
        SessionReports sessions,
        RetentionReports retention,
        Funnels funnels,
        FunnelReports funnelReports,
        Segments segments,
        @Nullable ExperimentCatalog experiments,
        @Nullable ExperimentReports experimentReports,
        @Nullable TenantAdmin tenants,
        Ingest ingest,
        @Nullable Jobs jobs,
        @Nullable ImportUploads imports,
        @Nullable ImportFormats importFormats) {}
