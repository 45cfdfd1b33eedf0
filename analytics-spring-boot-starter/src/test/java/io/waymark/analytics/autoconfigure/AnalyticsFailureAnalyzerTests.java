/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.annotation.EventType;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.analytics.autoconfigure.catalog.AnalyticsCatalogAutoConfiguration;
import io.waymark.analytics.autoconfigure.schema.AnalyticsSchemaAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsTrackEventAutoConfiguration;
import io.waymark.analytics.autoconfigure.web.AnalyticsApiAutoConfiguration;
import io.waymark.analytics.catalog.EventDeclaration;
import io.waymark.analytics.catalog.EventTypes;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class AnalyticsFailureAnalyzerTests {

    private final ApplicationContextRunner schema = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AnalyticsSchemaAutoConfiguration.class));
    private final WebApplicationContextRunner api = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AnalyticsApiAutoConfiguration.class));

    private final ApplicationContextRunner catalog = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AnalyticsCatalogAutoConfiguration.class))
            .withBean(AnalyticsDatabase.class, () -> Mockito.mock(AnalyticsDatabase.class));

    @Test
    void explainsThatThereIsNoDataSource() {
        schema.run(context -> assertThat(analyze(context.getStartupFailure()))
                .extracting(FailureAnalysis::getDescription, FailureAnalysis::getAction)
                .satisfies(texts -> {
                    assertThat(texts.get(0).toString()).contains("no data source");
                    assertThat(texts.get(1).toString()).contains("spring.datasource.url", "analytics.enabled=false");
                }));
    }

    @Test
    void explainsThatTheSchemaNameCannotBeUsed() {
        schema.withBean(DataSource.class, () -> Mockito.mock(DataSource.class))
                .withPropertyValues("analytics.schema.name=Robert'); drop table")
                .run(context -> assertThat(analyze(context.getStartupFailure()).getDescription())
                        .contains("analytics.schema.name"));
    }

    @Test
    void explainsThatTheDatabaseIsTooOldOrAnother() throws Exception {
        DataSource dataSource = Mockito.mock(DataSource.class);
        Connection connection = Mockito.mock(Connection.class);
        DatabaseMetaData metaData = Mockito.mock(DatabaseMetaData.class);
        BDDMockito.given(dataSource.getConnection()).willReturn(connection);
        BDDMockito.given(connection.getMetaData()).willReturn(metaData);
        BDDMockito.given(metaData.getDatabaseProductName()).willReturn("PostgreSQL");
        BDDMockito.given(metaData.getDatabaseMajorVersion()).willReturn(14);
        BDDMockito.given(metaData.getDatabaseProductVersion()).willReturn("14.9");
        schema.withBean(DataSource.class, () -> dataSource)
                .run(context -> assertThat(analyze(context.getStartupFailure()).getDescription())
                        .contains("PostgreSQL 14.9", "15"));
    }

    @Test
    void explainsThatAKeyIsTooWeakWithoutShowingIt() {
        api.withPropertyValues("analytics.ingest.api-key=hunter2").run(context -> {
            FailureAnalysis analysis = analyze(context.getStartupFailure());
            assertThat(analysis.getDescription())
                    .contains("analytics.ingest.api-key", "32")
                    .doesNotContain("hunter2");
            assertThat(analysis.getAction()).contains("openssl rand");
        });
    }

    @Test
    void explainsThatARateLimitCannotBe() {
        api.withPropertyValues("analytics.rate-limit.per-ip=-1")
                .run(context -> assertThat(analyze(context.getStartupFailure()).getDescription())
                        .contains("analytics.rate-limit.per-ip", "-1"));
        api.withPropertyValues("analytics.rate-limit.per-key=100", "analytics.rate-limit.per-key-burst=10")
                .run(context -> assertThat(analyze(context.getStartupFailure()).getDescription())
                        .contains("analytics.rate-limit.per-key", "burst of 10"));
    }

    @Test
    void explainsThatABasePathCannotBeUsed() {
        for (String path : new String[] {"analytics", "/", "/analytics/", "/a/{b}", "/a/**", "/a b", "//a"}) {
            api.withPropertyValues("analytics.base-path=" + path)
                    .run(context -> assertThat(
                                    analyze(context.getStartupFailure()).getDescription())
                            .as(path)
                            .contains("analytics.base-path"));
        }
    }

    @Test
    void explainsWhichAnnotationCannotWorkAndWhatToWrite() {
        assertAnnotationExplained(MisspeltUser.class, "userId", "#oder", "userId = \"#order.customerId\"");
        assertAnnotationExplained(KeylessProperty.class, "properties", "key=expression", "\"total=#order.total\"");
        assertAnnotationExplained(BrokenCondition.class, "condition", "#total >", "condition = \"#total > 100\"");
        assertAnnotationExplained(NamelessEvent.class, "value", "no name", "@TrackEvent(\"order_placed\")");
    }

    private static void assertAnnotationExplained(Class<?> shop, String attribute, String problem, String example) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AnalyticsTrackEventAutoConfiguration.class))
                .withBean(shop)
                .run(context -> {
                    assertThat(context).getFailure().isInstanceOf(BeanCreationException.class);
                    FailureAnalysis analysis = analyze(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .contains("@TrackEvent on " + shop.getName() + ".place: " + attribute, problem);
                    assertThat(analysis.getAction()).contains(example);
                });
    }

    static class MisspeltUser {

        @TrackEvent(value = "order_placed", userId = "#oder.customer")
        public void place(String order) {}
    }

    static class KeylessProperty {

        @TrackEvent(value = "order_placed", properties = "#order")
        public void place(String order) {}
    }

    static class BrokenCondition {

        @TrackEvent(value = "order_placed", condition = "#total >")
        public void place(int total) {}
    }

    static class NamelessEvent {

        @TrackEvent(" ")
        public void place(String order) {}
    }

    @Test
    void explainsThatTwoTypesOfEventsHaveOneName() {
        catalog.withBean("here", EventTypes.class, () -> EventTypes.of(Watered.class))
                .withBean("there", EventTypes.class, () -> EventTypes.of(WateredToo.class))
                .run(context -> {
                    FailureAnalysis analysis = analyze(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .contains(
                                    "'watered' is declared twice", Watered.class.getName(), WateredToo.class.getName());
                    assertThat(analysis.getAction()).contains("Rename one");
                });
    }

    @Test
    void explainsThatATypeOfEventsHasABlankOrTooLongName() {
        catalog.withBean(EventDeclaration.class, () -> new EventDeclaration(" "))
                .run(context -> assertThat(analyze(context.getStartupFailure()).getDescription())
                        .contains("a blank name"));
        catalog.withBean(EventDeclaration.class, () -> new EventDeclaration("watered_again"))
                .withPropertyValues("analytics.ingest.max-name-length=10")
                .run(context -> assertThat(analyze(context.getStartupFailure()).getDescription())
                        .contains("a name of 13 characters, where 10 are possible"));
    }

    @Test
    void explainsThatAClassIsNoTypeOfEvents() {
        catalog.withBean(EventTypes.class, () -> EventTypes.of(String.class))
                .run(context -> assertThat(analyze(context.getStartupFailure()).getAction())
                        .contains("TypedEvent", "EventName"));
    }

    record Watered() implements TypedEvent {}

    @EventType(name = "watered")
    record WateredToo() implements TypedEvent {}

    private static FailureAnalysis analyze(Throwable failure) {
        assertThat(failure).isNotNull();
        FailureAnalysis analysis = new AnalyticsFailureAnalyzer().analyze(failure);
        assertThat(analysis).isNotNull();
        return analysis;
    }
}
