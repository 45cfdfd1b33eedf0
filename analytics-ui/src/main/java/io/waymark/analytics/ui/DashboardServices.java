/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui;

import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.assign.ChangePreviews;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.imports.ImportUploads;
import io.waymark.analytics.imports.format.ImportFormats;
import io.waymark.analytics.job.Jobs;
import io.waymark.analytics.journey.FlowReports;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.person.timeline.Timelines;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.trend.series.SeriesReports;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebReports;
import org.jspecify.annotations.Nullable;

/**
 * What the dashboard asks.
 *
 * @param eventNames the event names to choose from
 * @param eventDefinitions what the event names mean
 * @param trends counts events
 * @param series measures over time
 * @param sessions counts visits
 * @param web counts pages, and visits by what they have in common
 * @param retention counts who comes back
 * @param lifecycle counts who is new, comes back or stays away
 * @param flows counts the ways people take
 * @param funnels the stored funnels
 * @param funnelReports counts funnels
 * @param segments the stored segments
 * @param segmentReports counts and lists their people
 * @param experiments the experiments; null where they are switched off
 * @param experimentReports what they have shown; null where they are switched off
 * @param changePreviews what a change of them would do; null where they are switched off
 * @param tenants manages apps and keys; null where that is switched off
 * @param persons who people are; null where that is switched off
 * @param timelines what one of them did; null where that is switched off
 * @param ingest takes events, and says how that goes
 * @param jobs work in the background; null where it is switched off
 * @param imports takes files of events; null where that is switched off
 * @param importFormats the formats they may have; null where that is switched off
 * @param chunks tells how the columnar store stands; null where it is switched off
 */
public record DashboardServices(
        EventNames eventNames,
        EventDefinitions eventDefinitions,
        TrendReports trends,
        SeriesReports series,
        SessionReports sessions,
        WebReports web,
        RetentionReports retention,
        LifecycleReports lifecycle,
        FlowReports flows,
        Funnels funnels,
        FunnelReports funnelReports,
        Segments segments,
        SegmentReports segmentReports,
        @Nullable ExperimentCatalog experiments,
        @Nullable ExperimentReports experimentReports,
        @Nullable ChangePreviews changePreviews,
        @Nullable TenantAdmin tenants,
        @Nullable Persons persons,
        @Nullable Timelines timelines,
        Ingest ingest,
        @Nullable Jobs jobs,
        @Nullable ImportUploads imports,
        @Nullable ImportFormats importFormats,
        @Nullable ChunkStore chunks) {}
