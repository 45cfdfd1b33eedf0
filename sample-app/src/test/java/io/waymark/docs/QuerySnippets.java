/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.docs;

import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.openfeature.ExperimentProvider;
import io.waymark.analytics.experiment.plan.Audience;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.report.Breakdown;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelPeople;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.funnel.FunnelReport.GroupKind;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.journey.FlowQuery;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.FlowReports;
import io.waymark.analytics.person.timeline.Timeline;
import io.waymark.analytics.person.timeline.Timelines;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.retention.RetentionReport;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.segment.SizeQuery;
import io.waymark.analytics.segment.SizeReport;
import io.waymark.analytics.trend.OverviewQuery;
import io.waymark.analytics.trend.OverviewReport;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.trend.series.Measure;
import io.waymark.analytics.trend.series.SeriesQuery;
import io.waymark.analytics.trend.series.SeriesReport;
import io.waymark.analytics.trend.series.SeriesReports;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;

/** The code of README and docs, so that it compiles. */
final class QuerySnippets {

    private static final Period LAST_30_DAYS = Period.between(Instant.now().minus(30, ChronoUnit.DAYS), Instant.now());

    private QuerySnippets() {}

    FunnelReport funnel(FunnelReports funnelReports) {
        FunnelDefinition definition = FunnelDefinition.of("product_viewed", "cart_added")
                .step(new EventFilter("order_placed", List.of(new PropertyCondition("amount", Operator.GTE, 50))))
                .conversionWindow(Duration.ofDays(7))
                .breakdown("device")
                .build();
        Period march = Period.between(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
        FunnelReport report =
                funnelReports.report(new FunnelQuery(AppId.DEFAULT, definition, march, ZoneId.of("Europe/Berlin")));
        return report;
    }

    List<String> dropOffs(FunnelReports funnelReports, FunnelQuery query) {
        List<String> lost = funnelReports.people(query, FunnelPeople.droppedOff(2), 100);
        return lost;
    }

    List<String> inGroup(FunnelReports funnelReports, FunnelQuery query) {
        List<String> onMobile =
                funnelReports.people(query, FunnelPeople.reached(3).in(GroupKind.VALUE, "mobile"), 100);
        return onMobile;
    }

    void store(Funnels funnels, FunnelDefinition definition) {
        funnels.declare(AppId.DEFAULT, "From plant to order", definition, "deployment");
    }

    RetentionReport retention(RetentionReports retentionReports) {
        RetentionReport report = retentionReports.report(RetentionQuery.builder(AppId.DEFAULT, ZoneOffset.UTC)
                .range(LAST_30_DAYS)
                .startEvent("signed_up")
                .returnEvent("order_placed")
                .build());
        return report;
    }

    SeriesReport perDay(SeriesReports seriesReports) {
        SeriesQuery revenue = SeriesQuery.builder(AppId.DEFAULT, "order_placed", LAST_30_DAYS, ZoneOffset.UTC)
                .measure(Measure.SUM, "amount")
                .breakdown("payment")
                .build();
        SeriesReport perDay = seriesReports.report(revenue);
        return perDay;
    }

    FlowReport before(FlowReports flowReports) {
        FlowReport before = flowReports.report(FlowQuery.beforeConversion(AppId.DEFAULT, LAST_30_DAYS, "order_placed"));
        return before;
    }

    Optional<Timeline> timeline(Timelines timelines, String userId) {
        Optional<Timeline> timeline = timelines.of(AppId.DEFAULT, userId, 100, null);
        return timeline;
    }

    OverviewReport overview(TrendReports trendReports) {
        OverviewReport overview = trendReports.overview(OverviewQuery.of(AppId.DEFAULT, LAST_30_DAYS));
        return overview;
    }

    void segment(Segments segments) {
        SegmentRule lookedButDidNotBuy = SegmentRule.and(
                SegmentRule.did("product_viewed").atLeast(3), SegmentRule.not(SegmentRule.did("order_placed")));
        segments.save(AppId.DEFAULT, "window-shoppers", "Looked and did not buy", lookedButDidNotBuy, "deployment");
    }

    SizeReport sizes(SegmentReports segmentReports) {
        SizeReport sizes = segmentReports.sizes(SizeQuery.daily(
                AppId.DEFAULT, SegmentRule.in("window-shoppers"), LAST_30_DAYS, ZoneId.of("Europe/Berlin")));
        return sizes;
    }

    boolean contains(Segments segments, String userId) {
        if (segments.contains("window-shoppers", userId)) {
            return true;
        }
        return false;
    }

    long count(SegmentReports segmentReports) {
        long people = segmentReports.count(
                AppId.DEFAULT, SegmentRule.did("order_placed").atLeast(2));
        return people;
    }

    static final class Declared {

        @Bean
        ExperimentDefinition freeDelivery() {
            return ExperimentDefinition.builder("free-delivery")
                    .hypothesis("Free delivery makes more people order.")
                    .variant("control", 1)
                    .variant("free", 1)
                    .goal("order_placed")
                    .startAutomatically()
                    .build();
        }
    }

    String variant(Experiments experiments, String userId) {
        if (experiments.variant("free-delivery", userId).equals("free")) {
            return "0.00";
        }
        return "5.90";
    }

    ExperimentDefinition expressCheckout() {
        return ExperimentDefinition.builder("express-checkout")
                .variant("control", 1)
                .variant("express", 1)
                .goal("order_placed")
                .audience(new Audience(
                        "repeat-buyers",
                        List.of(PropertyCondition.eq("plan", "pro")),
                        List.of(new PropertyCondition("country", Operator.IN, List.of("DE", "AT")))))
                .layer("checkout", 0, 5_000)
                .plan(new Plan("kim", 10_000, 0.05, 0.05, 14))
                .build();
    }

    void withAttributes(Experiments experiments, String userId) {
        experiments.variant("express-checkout", userId, Map.of("country", "DE"));
    }

    String byOpenFeature(ExperimentProvider provider, String userId) {
        OpenFeatureAPI.getInstance().setProviderAndWait(provider);
        String variant = OpenFeatureAPI.getInstance()
                .getClient()
                .getStringValue("free-delivery", "control", new ImmutableContext(userId));
        return variant;
    }

    void later(Experiments experiments, String userId) {
        String variant = experiments.variant("free-delivery", userId, false);
        prepare(variant);
        experiments.expose("free-delivery", userId);
    }

    Breakdown byDevice(ExperimentReports reports) {
        Breakdown breakdown = reports.breakdown(AppId.DEFAULT, "free-delivery", "device", Metric.MAIN_GOAL);
        return breakdown;
    }

    private static void prepare(String variant) {}
}
