/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import io.waymark.analytics.person.CurrentPerson;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of who somebody is, where code that tracks does not say. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "analytics.enabled", matchIfMissing = true)
public final class AnalyticsPersonAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    static class NobodyConfiguration {

        @Bean
        @ConditionalOnMissingBean
        CurrentPerson analyticsCurrentPerson() {
            return () -> null;
        }
    }
}
