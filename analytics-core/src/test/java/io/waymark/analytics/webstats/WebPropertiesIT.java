/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.waymark.analytics.chunk.PropertyWishes.Wish;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AnalyticsTables;
import io.waymark.analytics.store.TestDatabase;
import org.junit.jupiter.api.Test;

class WebPropertiesIT {

    @Test
    void whatWebStatisticsAskForIsToldWithoutKeepingConnections() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(TestDatabase.withSchema());
            pool.setMaximumPoolSize(1);
            pool.setConnectionTimeout(2_000);
            WebProperties properties =
                    new WebProperties(new AnalyticsDatabase(pool, new AnalyticsTables(AnalyticsTables.DEFAULT_SCHEMA)));
            for (int run = 0; run < 3; run++) {
                assertThat(properties.wishes()).contains(new Wish(1, "$pageview", "$pathname"));
            }
        }
    }
}
