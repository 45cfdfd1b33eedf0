/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.person.SpringSecurityPerson;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;

/** Auto-configuration of who somebody is, where code that tracks does not say. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "analytics.enabled", matchIfMissing = true)
public final class AnalyticsPersonAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContextHolder.class)
    static class SpringSecurityConfiguration {

        @Bean
        @ConditionalOnMissingBean
        CurrentPerson analyticsCurrentPerson() {
            return new SpringSecurityPerson();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.security.core.context.SecurityContextHolder")
    static class NobodyConfiguration {

        @Bean
        @ConditionalOnMissingBean
        CurrentPerson analyticsCurrentPerson() {
            return () -> null;
        }
    }
}
