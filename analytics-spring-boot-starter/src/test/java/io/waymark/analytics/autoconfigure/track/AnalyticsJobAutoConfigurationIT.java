/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.job.Job;
import io.waymark.analytics.job.JobStatus;
import io.waymark.analytics.job.Jobs;
import io.waymark.analytics.job.Purge;
import io.waymark.analytics.job.Rollup;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AnalyticsJobAutoConfigurationIT {

    private final ApplicationContextRunner runner = StarterContext.of(AnalyticsJobAutoConfiguration.class)
            .withBean(AnalyticsDatabase.class, StarterContext::database);

    @Test
    void runsItsJobsAndThoseOfTheApplication() {
        runner.withBean("ownJob", Job.class, Cleaning::new)
                .run(context -> assertThat(context.getBean(Jobs.class).status())
                        .extracting(JobStatus::job)
                        .contains("rollup", "purge", "cleaning"));
    }

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(runner, Rollup.class, Purge.class, Jobs.class);
    }

    @Test
    void isNotThereWhenSwitchedOff() {
        for (String name : new String[] {"analytics.enabled", "analytics.jobs.enabled"}) {
            runner.withPropertyValues(name + "=false")
                    .run(context ->
                            assertThat(context).doesNotHaveBean(Jobs.class).doesNotHaveBean(Job.class));
        }
    }

    private static final class Cleaning implements Job {

        @Override
        public String name() {
            return "cleaning";
        }

        @Override
        public Duration interval() {
            return Duration.ofDays(1);
        }

        @Override
        public long run() {
            return 0;
        }
    }
}
