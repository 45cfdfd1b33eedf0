/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.schema;

import io.waymark.analytics.autoconfigure.AnalyticsProperties;
import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AnalyticsTables;
import io.waymark.analytics.store.budget.ReportAsker;
import io.waymark.analytics.store.budget.ReportLimits;
import io.waymark.analytics.store.budget.ReportRuns;
import io.waymark.analytics.store.result.ResultMemory;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the schema. Whoever gets the {@link AnalyticsDatabase} finds its schema in place. */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "analytics.enabled", matchIfMissing = true)
@EnableConfigurationProperties({
    AnalyticsProperties.class,
    AnalyticsReportProperties.class,
    AnalyticsSchemaProperties.class
})
public final class AnalyticsSchemaAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ReportRuns analyticsReportRuns(AnalyticsReportProperties reports, ObjectProvider<ReportAsker.Source> askers) {
        ReportAsker.Source asker = askers.getIfUnique(() -> () -> null);
        return new ReportRuns(limits(reports), asker);
    }

    @Bean
    @ConditionalOnMissingBean
    ResultMemory analyticsResultMemory(AnalyticsReportProperties reports) {
        return new ResultMemory(reports.getCacheSize().toBytes());
    }

    @Bean
    @ConditionalOnMissingBean
    AnalyticsDatabase analyticsDatabase(
            AnalyticsSchemaProperties properties,
            ReportRuns runs,
            ResultMemory memory,
            @AnalyticsDataSource ObjectProvider<DataSource> marked,
            ObjectProvider<DataSource> dataSources) {
        AnalyticsTables tables = tables(properties.getName());
        DataSource dataSource = dataSource(marked, dataSources);
        SchemaInitializer.initialize(dataSource, tables, properties.getMode());
        return new AnalyticsDatabase(dataSource, tables, runs, memory);
    }

    @Bean
    @ConditionalOnMissingBean
    EventNames analyticsEventNames(AnalyticsDatabase database) {
        return new EventNames(database);
    }

    private static ReportLimits limits(AnalyticsReportProperties reports) {
        try {
            return new ReportLimits(
                    reports.getTimeout(),
                    reports.getConcurrency(),
                    reports.getMaxWait(),
                    reports.getMaxMemory().toBytes());
        } catch (IllegalArgumentException e) {
            throw AnalyticsSetupException.property("analytics.reports", String.valueOf(e.getMessage()));
        }
    }

    private static DataSource dataSource(ObjectProvider<DataSource> marked, ObjectProvider<DataSource> all) {
        DataSource dataSource = marked.getIfUnique();
        if (dataSource == null) {
            dataSource = all.getIfUnique();
        }
        if (dataSource != null) {
            return dataSource;
        }
        if (all.stream().findAny().isPresent()) {
            throw new AnalyticsSetupException(
                    "There are several data sources, and none is marked as the one to store events in",
                    "Mark one with @AnalyticsDataSource, or make one @Primary.");
        }
        throw new AnalyticsSetupException(
                "There is no data source to store events in",
                "Set spring.datasource.url to a PostgreSQL database, or switch everything off with "
                        + "analytics.enabled=false.");
    }

    private static AnalyticsTables tables(String schema) {
        try {
            return new AnalyticsTables(schema);
        } catch (IllegalArgumentException e) {
            throw AnalyticsSetupException.property("analytics.schema.name", String.valueOf(e.getMessage()));
        }
    }
}
