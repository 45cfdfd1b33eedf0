/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.result.ResultMemory;
import io.waymark.analytics.ui.Dashboard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DashboardWarmUpIT {

    private static RunningHost host;

    private final Clock clock = Clock.systemUTC();

    @BeforeAll
    static void start() {
        host = RunningHost.start(
                BareHost.class,
                "analytics.jobs.enabled=false",
                "analytics.ui.access=open",
                "analytics.ui.warm-up-interval=0");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void theFirstPageIsAskedAheadOnAllInstancesWhileSomebodyOpensIt() {
        DashboardWarmUp warmUp = warmUp(clock);
        assertThat(asked(warmUp)).isZero();

        assertThat(host.get("/analytics").statusCode()).isEqualTo(200);
        assertThat(asked(warmUp)).isPositive();
        assertThat(asked(warmUp)).isPositive();
        DashboardWarmUp inTwoHours = warmUp(Clock.offset(clock, Duration.ofHours(2)));
        assertThat(asked(inTwoHours)).as("after a start").isPositive();
        assertThat(asked(inTwoHours)).as("opened by nobody lately").isZero();
        assertThat(asked(warmUp(Clock.offset(clock, Duration.ofDays(8)))))
                .as("after a start, opened by nobody within a week")
                .isZero();

        Instant elsewhere = clock.instant().plus(Duration.ofMinutes(90));
        new Watermarks(host.bean(AnalyticsDatabase.class)).raise(Watermarks.DASHBOARD_OPENED, elsewhere);
        assertThat(asked(inTwoHours)).as("opened on another instance").isPositive();
    }

    private static DashboardWarmUp warmUp(Clock clock) {
        return new DashboardWarmUp(
                host.bean(Dashboard.class), host.bean(AnalyticsDatabase.class), Duration.ZERO, clock);
    }

    /** How many questions it asked. */
    private static long asked(DashboardWarmUp warmUp) {
        ResultMemory memory = host.bean(ResultMemory.class);
        long before = memory.hits() + memory.misses();
        warmUp.warmUp();
        return memory.hits() + memory.misses() - before;
    }
}
