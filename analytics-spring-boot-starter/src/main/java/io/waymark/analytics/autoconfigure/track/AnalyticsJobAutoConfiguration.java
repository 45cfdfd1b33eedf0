/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import io.waymark.analytics.autoconfigure.PhasedLifecycle;
import io.waymark.analytics.job.Job;
import io.waymark.analytics.job.Jobs;
import io.waymark.analytics.job.Purge;
import io.waymark.analytics.job.PurgeGuard;
import io.waymark.analytics.job.Rollup;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the work that is due again and again. */
@AutoConfiguration(after = AnalyticsIngestAutoConfiguration.class)
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.jobs.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties({AnalyticsRollupProperties.class, AnalyticsPurgeProperties.class})
public final class AnalyticsJobAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Rollup analyticsRollup(AnalyticsDatabase database, AnalyticsRollupProperties settings) {
        return new Rollup(database, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    Purge analyticsPurge(
            AnalyticsDatabase database,
            Rollup rollup,
            AnalyticsPurgeProperties settings,
            ObjectProvider<PurgeGuard> guards) {
        return new Purge(
                database,
                rollup,
                settings,
                Clock.systemUTC(),
                guards.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    Jobs analyticsJobs(AnalyticsDatabase database, ObjectProvider<Job> jobs) {
        return new Jobs(database, jobs.orderedStream().toList(), Clock.systemUTC());
    }

    @Bean
    PhasedLifecycle analyticsJobLifecycle(Jobs jobs) {
        return new PhasedLifecycle(PhasedLifecycle.JOBS, jobs::start, jobs::stop);
    }
}
