/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.schema.SchemaMode;
import io.waymark.analytics.schema.SchemaOutOfDateException;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AnalyticsTables;
import io.waymark.analytics.store.TestDatabase;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("liquibase")
class AnalyticsSchemaAutoConfigurationIT {

    private final PGSimpleDataSource dataSource = TestDatabase.empty();
    private ApplicationContextRunner runner;

    @BeforeEach
    void setUp() {
        runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AnalyticsSchemaAutoConfiguration.class))
                .withBean("hostDataSource", DataSource.class, () -> dataSource);
    }

    @Test
    void createsTheSchema() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(AnalyticsDatabase.class).hasSingleBean(EventNames.class);
            assertThat(tablesIn("analytics")).contains("event", "funnel", "databasechangelog");
            assertThat(tablesIn("public")).isEmpty();
        });
    }

    @Test
    void createsTheSchemaUnderAnotherName() {
        runner.withPropertyValues("analytics.schema.name=waymark").run(context -> {
            assertThat(tablesIn("waymark")).contains("event");
            assertThat(tablesIn("analytics")).isEmpty();
        });
    }

    @Test
    void doesNothingWhenSwitchedOff() {
        runner.withPropertyValues("analytics.enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(AnalyticsDatabase.class);
            assertThat(tablesIn("analytics")).isEmpty();
        });
    }

    @Test
    void leavesTheSchemaToOthersInModeNone() {
        runner.withPropertyValues("analytics.schema.mode=none").run(context -> {
            assertThat(context).hasSingleBean(AnalyticsDatabase.class);
            assertThat(tablesIn("analytics")).isEmpty();
        });
    }

    @Test
    void refusesToStartOnAMissingSchemaInModeValidate() {
        runner.withPropertyValues("analytics.schema.mode=validate")
                .run(context ->
                        assertThat(context).getFailure().hasRootCauseInstanceOf(SchemaOutOfDateException.class));
        assertThat(tablesIn("analytics")).isEmpty();
    }

    @Test
    void startsOnACompleteSchemaInModeValidate() {
        runner.run(context -> assertThat(context).hasNotFailed());
        runner.withPropertyValues("analytics.schema.mode=validate")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void backsOffFromADatabaseOfTheHost() {
        AnalyticsDatabase own = new AnalyticsDatabase(dataSource, new AnalyticsTables("elsewhere"));
        runner.withBean(AnalyticsDatabase.class, () -> own).run(context -> {
            assertThat(context.getBean(AnalyticsDatabase.class)).isSameAs(own);
            assertThat(tablesIn("analytics")).isEmpty();
        });
    }

    @Test
    void usesTheMarkedDataSourceOfSeveral() {
        runner.withUserConfiguration(MarkedDataSource.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(tablesIn("analytics")).isEmpty();
            assertThat(context.getBean(AnalyticsDatabase.class)
                            .sql("select count(*) from {schema}.event")
                            .query(Integer.class)
                            .single())
                    .isZero();
        });
    }

    @Test
    void refusesToChooseAmongUnmarkedDataSources() {
        runner.withBean("otherDataSource", DataSource.class, TestDatabase::empty)
                .run(context -> assertThat(context).getFailure().hasRootCauseInstanceOf(AnalyticsSetupException.class));
    }

    @Test
    void twoApplicationsMayStartAtOnce() {
        CompletableFuture<?>[] starts = new CompletableFuture<?>[3];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = CompletableFuture.runAsync(
                    () -> runner.run(context -> assertThat(context).hasNotFailed()));
        }
        CompletableFuture.allOf(starts).join();
        assertThat(JdbcClient.create(dataSource)
                        .sql("select count(*) - count(distinct id) from analytics.databasechangelog")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void bindsTheModes() {
        runner.withPropertyValues("analytics.schema.mode=migrate")
                .run(context -> assertThat(
                                context.getBean(AnalyticsSchemaProperties.class).getMode())
                        .isEqualTo(SchemaMode.MIGRATE));
    }

    private java.util.List<String> tablesIn(String schema) {
        return JdbcClient.create(dataSource)
                .sql("select table_name from information_schema.tables where table_schema = :schema")
                .param("schema", schema)
                .query(String.class)
                .list();
    }

    @Configuration(proxyBeanMethods = false)
    static class MarkedDataSource {

        @Bean(defaultCandidate = false)
        @AnalyticsDataSource
        DataSource eventDataSource() {
            return TestDatabase.empty();
        }
    }
}
