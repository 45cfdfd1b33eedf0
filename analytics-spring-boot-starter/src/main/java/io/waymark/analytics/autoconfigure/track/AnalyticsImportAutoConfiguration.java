/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import io.waymark.analytics.autoconfigure.PhasedLifecycle;
import io.waymark.analytics.autoconfigure.enrich.AnalyticsEnrichAutoConfiguration;
import io.waymark.analytics.autoconfigure.enrich.AnalyticsEnrichProperties;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.imports.ImportUploads;
import io.waymark.analytics.imports.Imports;
import io.waymark.analytics.imports.format.ImportFormats;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.Ingest;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the import of events from files. */
@AutoConfiguration(after = {AnalyticsIngestAutoConfiguration.class, AnalyticsEnrichAutoConfiguration.class})
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.imports.enabled"},
        matchIfMissing = true)
@ConditionalOnBean(Ingest.class)
@EnableConfigurationProperties(AnalyticsEnrichProperties.class)
public final class AnalyticsImportAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Imports analyticsImports(AnalyticsDatabase database, Ingest ingest) {
        return new Imports(database, ingest, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean
    ImportUploads analyticsImportUploads(Imports imports) {
        return new ImportUploads(imports);
    }

    @Bean
    @ConditionalOnMissingBean
    ImportFormats analyticsImportFormats(ObjectProvider<Bots> bots, AnalyticsEnrichProperties settings) {
        return new ImportFormats(settings.keepBots() ? null : bots.getIfAvailable(), settings.ownHosts());
    }

    /** Stops before what takes events. */
    @Bean
    PhasedLifecycle analyticsImportLifecycle(ImportUploads uploads) {
        return new PhasedLifecycle(PhasedLifecycle.JOBS, uploads::start, uploads::stop);
    }
}
