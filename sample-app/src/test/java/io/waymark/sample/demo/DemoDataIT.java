/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.experiment.report.ExperimentReports;
import io.waymark.analytics.trend.OverviewQuery;
import io.waymark.analytics.trend.OverviewReport.Figures;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.sample.ShopTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ShopTest
@TestPropertySource(properties = "sample.demo-data=true")
class DemoDataIT {

    @Autowired
    private DemoData demoData;

    @Autowired
    private TrendReports trends;

    @Autowired
    private ExperimentReports experiments;

    @Test
    void playedAgainItAddsNothing() {
        Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);
        Period untilToday = new Period(null, midnight);
        Figures before = figures(untilToday);

        long played = demoData.play(midnight);

        assertThat(played).isGreaterThan(100_000);
        assertThat(before.events()).isEqualTo(played);
        assertThat(figures(untilToday)).isEqualTo(before);
    }

    @Test
    void nothingHappensInTheFuture() {
        assertThat(figures(new Period(Instant.now().plusSeconds(1), null)).events())
                .isZero();
    }

    @Test
    void visitorsOfThePastWeeksTakePartInTheExperiment() {
        assertThat(experiments.report(AppId.DEFAULT, "checkout-button").variants())
                .hasSize(2)
                .allSatisfy(variant -> assertThat(variant.users()).isGreaterThan(300));
    }

    private Figures figures(Period period) {
        return trends.overview(OverviewQuery.of(AppId.DEFAULT, period)).figures();
    }
}
