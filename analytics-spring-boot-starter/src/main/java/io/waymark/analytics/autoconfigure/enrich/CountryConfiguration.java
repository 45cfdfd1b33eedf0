/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.enrich;

import com.maxmind.db.Reader;
import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.enrich.place.Countries;
import io.waymark.analytics.enrich.place.MaxMindCountries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets up where countries are looked up. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "analytics.enrich.enabled", matchIfMissing = true)
@ConditionalOnProperty(CountryConfiguration.DATABASE)
class CountryConfiguration {

    static final String DATABASE = "analytics.enrich.country.database";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Reader.class)
    static class MaxMindConfiguration {

        @Bean
        @ConditionalOnMissingBean
        Countries analyticsCountries(AnalyticsEnrichProperties settings) {
            Path file = Objects.requireNonNull(settings.getCountry().getDatabase());
            try {
                return new MaxMindCountries(file);
            } catch (IOException e) {
                throw AnalyticsSetupException.property(
                        DATABASE, "the file '" + file.toAbsolutePath() + "' cannot be read as one of MaxMind's format");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("com.maxmind.db.Reader")
    static class NoReaderConfiguration {

        @Bean
        @ConditionalOnMissingBean
        Countries analyticsCountries() {
            throw new AnalyticsSetupException(
                    "The property '" + DATABASE + "' is set, but nothing on the class path can read such a file.",
                    "Add the dependency com.maxmind.db:maxmind-db, or remove the property.");
        }
    }
}
