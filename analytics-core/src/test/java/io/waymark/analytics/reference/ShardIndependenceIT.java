/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.journey.FlowQuery;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.FlowReports;
import io.waymark.analytics.journey.JourneyQuery;
import io.waymark.analytics.journey.JourneyReport;
import io.waymark.analytics.journey.JourneyReports;
import io.waymark.analytics.lifecycle.LifecycleQuery;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.lifecycle.StickinessQuery;
import io.waymark.analytics.lifecycle.StickinessReport;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.retention.RetentionReport;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.schema.SchemaMigrator;
import io.waymark.analytics.schema.SchemaMode;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AnalyticsTables;
import io.waymark.analytics.trend.OverviewQuery;
import io.waymark.analytics.trend.OverviewReport;
import io.waymark.analytics.trend.TrendQuery;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.trend.series.SeriesQuery;
import io.waymark.analytics.trend.series.SeriesReports;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebOverview;
import io.waymark.analytics.webstats.WebQuery;
import io.waymark.analytics.webstats.WebReports;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Divides people among two schemas, as a distributed database would, asks each the same questions, and adds the answers up:
 * they must be those of all people together. So no report looks at one person because of another.
 */
class ShardIndependenceIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final int SHARDS = 2;
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant FROM = Instant.parse("2026-03-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-10T00:00:00Z");
    private static final Period PERIOD = Period.between(FROM, TO);
    private static final Clock CLOCK = Clock.fixed(TO, ZoneOffset.UTC);

    private static final List<String> COPIES = List.of(
            "delete from shard.app",
            "insert into shard.app select * from analytics.app",
            "insert into shard.event_name select * from analytics.event_name",
            "insert into shard.person select p.* from analytics.person p"
                    + " left join analytics.merged_person m on m.person_id = p.id"
                    + " where coalesce(m.into_person_id, p.id) % 2 = number",
            "insert into shard.distinct_id select * from analytics.distinct_id where person_id % 2 = number",
            "insert into shard.merged_person select * from analytics.merged_person where into_person_id % 2 = number",
            "insert into shard.event select e.* from analytics.event e"
                    + " left join analytics.merged_person m on m.person_id = e.person_id"
                    + " where coalesce(m.into_person_id, e.person_id) % 2 = number");

    @Test
    void answersOfShardsAddUpToThatOfTheWhole() {
        long seed = new Random().nextLong();
        System.out.println("ShardIndependenceIT seed " + seed);
        RandomEvents events = RandomEvents.create(new Random(seed), ZONE, FROM, TO, 40, 600);
        AnalyticsDatabase whole = events.database();
        Map<String, Long> sum = new TreeMap<>();
        for (int number = 0; number < SHARDS; number++) {
            ask(shard(whole, events, number)).forEach((figure, value) -> sum.merge(figure, value, Long::sum));
        }
        assertThat(sum).as("seed %d", seed).containsAllEntriesOf(ask(whole)).isEqualTo(ask(whole));
        assertThat(sum.values().stream().filter(value -> value > 0).count()).isGreaterThan(100);
    }

    private static AnalyticsDatabase shard(AnalyticsDatabase whole, RandomEvents events, int number) {
        AnalyticsTables tables = new AnalyticsTables("shard_" + number);
        new SchemaMigrator(whole.hostDataSource(), tables).run(SchemaMode.MIGRATE);
        AnalyticsDatabase shard = new AnalyticsDatabase(whole.hostDataSource(), tables);
        new EventStore(shard)
                .prepare(events.all().stream().map(RandomEvents.Occurrence::at).toList());
        new EventStore(shard).prepare(List.of(FROM, TO));
        COPIES.forEach(copy -> shard.sql(
                        copy.replace("number", String.valueOf(number)).replace("shard.", "shard_" + number + "."))
                .update());
        return shard;
    }

    /** Everything that can be added up, by name. */
    private static Map<String, Long> ask(AnalyticsDatabase database) {
        Map<String, Long> figures = new TreeMap<>();
        EventNames names = new EventNames(database);
        Segments segments = new Segments(database, names, CLOCK);
        FunnelReport funnel = new FunnelReports(database, names, segments, CLOCK)
                .report(new FunnelQuery(
                        APP, FunnelDefinition.of("visit", "cart", "order").build(), PERIOD, ZONE));
        funnel.steps().forEach(step -> figures.put("funnel " + step.step(), step.users()));
        figures.put("funnel open", funnel.windowOpen());
        RetentionReport retention = new RetentionReports(database, names, segments, CLOCK)
                .report(RetentionQuery.builder(APP, ZONE)
                        .period(CalendarInterval.DAY)
                        .build());
        retention.cohorts().forEach(cohort -> {
            figures.put("retention " + cohort.start(), cohort.users());
            for (int i = 0; i < cohort.cells().size(); i++) {
                figures.put(
                        "retention " + cohort.start() + " " + i,
                        cohort.cells().get(i).returned());
            }
        });
        lifecycle(database, names, segments, figures);
        trends(database, names, segments, figures);
        journeys(database, names, segments, figures);
        figures.put(
                "segment",
                new SegmentReports(database, segments)
                        .count(
                                APP,
                                SegmentRule.and(
                                        SegmentRule.did("visit").atLeast(2),
                                        SegmentRule.not(SegmentRule.did("order").atLeast(3)))));
        figures.values().removeIf(value -> value == 0);
        return figures;
    }

    private static void lifecycle(
            AnalyticsDatabase database, EventNames names, Segments segments, Map<String, Long> figures) {
        LifecycleReports reports = new LifecycleReports(database, names, segments, CLOCK);
        reports.lifecycle(new LifecycleQuery(APP, null, PERIOD, CalendarInterval.DAY, ZONE, DayOfWeek.MONDAY, null))
                .points()
                .forEach(point -> {
                    figures.put("new " + point.start(), point.fresh());
                    figures.put("returning " + point.start(), point.returning());
                    figures.put("resurrecting " + point.start(), point.resurrecting());
                    figures.put("dormant " + point.start(), point.dormant());
                });
        StickinessReport stickiness = reports.stickiness(new StickinessQuery(APP, "visit", PERIOD, ZONE, null));
        stickiness.points().forEach(point -> {
            figures.put("dau " + point.day(), point.dau());
            figures.put("wau " + point.day(), point.wau());
            figures.put("mau " + point.day(), point.mau());
        });
        stickiness.histogram().forEach(bar -> figures.put("days " + bar.days(), bar.users()));
    }

    private static void trends(
            AnalyticsDatabase database, EventNames names, Segments segments, Map<String, Long> figures) {
        TrendReports trends = new TrendReports(database, names, CLOCK);
        trends.trend(new TrendQuery(APP, null, PERIOD, CalendarInterval.HOUR, ZONE, DayOfWeek.MONDAY))
                .points()
                .forEach(point -> {
                    figures.put("events " + point.start(), point.count());
                    figures.put("people " + point.start(), point.users());
                });
        OverviewReport overview = trends.overview(OverviewQuery.of(APP, PERIOD));
        figures.put("events", overview.figures().events());
        figures.put("people", overview.figures().users());
        figures.put("sessions", overview.figures().sessions());
        overview.topEvents().forEach(event -> {
            figures.put("top " + event.event(), event.count());
            figures.put("top people " + event.event(), event.users());
        });
        new SeriesReports(database, names, segments, CLOCK)
                .report(SeriesQuery.builder(APP, "visit", PERIOD, ZONE)
                        .breakdown("path")
                        .build())
                .series()
                .forEach(series ->
                        figures.put("series " + series.kind() + " " + series.value(), (long) (double) series.total()));
        WebOverview web = new SessionReports(database, names).webOverview(APP, PERIOD);
        figures.put("visitors", web.visitors());
        figures.put("views", web.views());
        new WebReports(database, names, CLOCK)
                .pages(new WebQuery(APP, PERIOD, 100))
                .rows()
                .forEach(page -> {
                    figures.put("page views " + page.page(), page.views());
                    figures.put("page entries " + page.page(), page.entries());
                    figures.put("page bounces " + page.page(), page.bounces());
                });
    }

    private static void journeys(
            AnalyticsDatabase database, EventNames names, Segments segments, Map<String, Long> figures) {
        JourneyReport journeys = new JourneyReports(database, names)
                .report(JourneyQuery.of(APP, PERIOD).limit(1_000));
        journeys.transitions().forEach(transition -> {
            figures.put("transition " + transition.from() + " " + transition.to(), transition.count());
            figures.put("transition people " + transition.from() + " " + transition.to(), transition.users());
        });
        FlowReport flow = new FlowReports(database, names, segments, CLOCK)
                .report(FlowQuery.starts(APP, PERIOD).size(5, FlowQuery.MAX_TOP));
        figures.put("journeys", flow.journeys());
        flow.nodes().forEach(node -> figures.put("flow " + node.place() + " " + node.label(), node.count()));
        flow.links()
                .forEach(link ->
                        figures.put("flow " + link.place() + " " + link.from() + " " + link.to(), link.users()));
    }
}
