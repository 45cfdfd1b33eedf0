/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Assignment.Reason;
import io.waymark.analytics.experiment.Experiments;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration where everything is switched off: business code that tracks events or asks for a variant starts and
 * runs all the same. Events go nowhere, and everybody gets the control.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "analytics.enabled", havingValue = false)
public final class AnalyticsDisabledAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Analytics analytics() {
        return event -> {};
    }

    @Bean
    @ConditionalOnMissingBean
    Experiments analyticsExperiments() {
        return new NoExperiments();
    }

    private static final class NoExperiments implements Experiments {

        @Override
        public Assignment assign(AppId app, String key, @Nullable String unitId) {
            return new Assignment(key, Assignment.UNDEFINED_VARIANT, 0, Reason.UNKNOWN_EXPERIMENT);
        }

        @Override
        public Assignment expose(AppId app, String key, @Nullable String unitId) {
            return assign(app, key, unitId);
        }
    }
}
