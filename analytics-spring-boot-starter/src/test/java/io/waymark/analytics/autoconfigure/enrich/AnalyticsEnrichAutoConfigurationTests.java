/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.maxmind.db.Reader;
import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.enrich.ContextEnricher;
import io.waymark.analytics.enrich.PrivacyEnricher;
import io.waymark.analytics.enrich.agent.UserAgents;
import io.waymark.analytics.enrich.place.Countries;
import io.waymark.analytics.track.EventEnricher;
import io.waymark.analytics.web.exchange.ClientContexts;
import io.waymark.analytics.web.exchange.RequestEnricher;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import ua_parser.Parser;

class AnalyticsEnrichAutoConfigurationTests {

    private static final AutoConfigurations CONFIGURATION =
            AutoConfigurations.of(AnalyticsEnrichAutoConfiguration.class);

    private final WebApplicationContextRunner web = new WebApplicationContextRunner().withConfiguration(CONFIGURATION);
    private final ApplicationContextRunner plain = new ApplicationContextRunner().withConfiguration(CONFIGURATION);

    @Test
    void enrichesInTheOrderRequestContextPrivacy() {
        web.run(context -> assertThat(
                        context.getBeanProvider(EventEnricher.class).orderedStream())
                .hasExactlyElementsOfTypes(RequestEnricher.class, ContextEnricher.class, PrivacyEnricher.class));
    }

    @Test
    void needsNoServlets() {
        plain.run(context -> assertThat(context)
                .hasSingleBean(ContextEnricher.class)
                .doesNotHaveBean(RequestEnricher.class)
                .doesNotHaveBean(ClientContexts.class));
    }

    @Test
    void takesRawValuesOutEvenWhenNothingIsDerived() {
        web.withPropertyValues("analytics.enrich.enabled=false")
                .run(context -> assertThat(context)
                        .hasSingleBean(PrivacyEnricher.class)
                        .hasSingleBean(ClientContexts.class)
                        .doesNotHaveBean(ContextEnricher.class)
                        .doesNotHaveBean(RequestEnricher.class));
    }

    @Test
    void leavesRequestsAloneIfToldTo() {
        web.withPropertyValues("analytics.enrich.from-request=false")
                .run(context -> assertThat(context).doesNotHaveBean(RequestEnricher.class));
    }

    @Test
    void isNotThereWithoutAnalyticsOrIngest() {
        web.withPropertyValues("analytics.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(EventEnricher.class));
        web.withPropertyValues("analytics.ingest.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(EventEnricher.class));
    }

    @Test
    void doesWithoutTheParser() {
        web.withClassLoader(new FilteredClassLoader(Parser.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ContextEnricher.class)
                        .doesNotHaveBean(UserAgents.class));
    }

    @Test
    void stepsBackForBeansOfTheApplication() {
        UserAgents own = UserAgents.NONE;
        web.withBean(UserAgents.class, () -> own)
                .run(context -> assertThat(context).getBean(UserAgents.class).isSameAs(own));
    }

    @Test
    void saysWhichRangeIsNone() {
        web.withPropertyValues("analytics.privacy.exclude.ip-ranges=10.0.0.0/8,office")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(AnalyticsSetupException.class)
                        .hasMessageContaining("analytics.privacy.exclude.ip-ranges")
                        .hasMessageContaining("'office'"));
    }

    @Test
    void saysThatTheFileOfCountriesCannotBeRead() {
        web.withPropertyValues("analytics.enrich.country.database=/nowhere/countries.mmdb")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(AnalyticsSetupException.class)
                        .hasMessageContaining("/nowhere/countries.mmdb"));
    }

    @Test
    void saysWhatReadsFilesOfCountries() {
        web.withPropertyValues("analytics.enrich.country.database=/nowhere/countries.mmdb")
                .withClassLoader(new FilteredClassLoader(Reader.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                AnalyticsSetupException.class,
                                e -> assertThat(e.action()).contains("com.maxmind.db:maxmind-db")));
        web.withPropertyValues("analytics.enrich.country.database=/nowhere/countries.mmdb")
                .withClassLoader(new FilteredClassLoader(Reader.class))
                .withBean(Countries.class, () -> Countries.NONE)
                .run(context -> assertThat(context).hasNotFailed());
    }
}
