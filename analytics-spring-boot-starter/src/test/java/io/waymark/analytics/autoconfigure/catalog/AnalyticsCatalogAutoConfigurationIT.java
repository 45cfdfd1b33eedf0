/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.catalog.CatalogEnricher;
import io.waymark.analytics.catalog.EventCatalog;
import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.store.AnalyticsDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AnalyticsCatalogAutoConfigurationIT {

    private final ApplicationContextRunner runner = StarterContext.of(AnalyticsCatalogAutoConfiguration.class)
            .withBean(AnalyticsDatabase.class, StarterContext::database);

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(runner, EventDefinitions.class, EventCatalog.class, CatalogEnricher.class);
    }

    @Test
    void leavesTheDefinitionsWhereOnlyTheCatalogueIsSwitchedOff() {
        runner.withPropertyValues("analytics.catalog.enabled=false")
                .run(context -> assertThat(context)
                        .hasSingleBean(EventDefinitions.class)
                        .doesNotHaveBean(EventCatalog.class)
                        .doesNotHaveBean(CatalogEnricher.class));
        runner.withPropertyValues("analytics.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(EventDefinitions.class));
    }
}
