/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import io.waymark.analytics.AppId;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.aop.TrackEventAdvisor;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Auto-configuration of {@link TrackEvent @TrackEvent}. After that of transactions: of two advisors of the same
 * precedence the one that is registered later is the inner one, and what is tracked in a transaction must be inside it.
 */
@AutoConfiguration(
        after = AnalyticsIngestAutoConfiguration.class,
        afterName = "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration")
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.ingest.enabled", "analytics.track-event.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(AnalyticsIngestProperties.class)
@Import(AnalyticsTrackEventAutoConfiguration.ProxyCreatorRegistrar.class)
public final class AnalyticsTrackEventAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(TrackEventAdvisor.class)
    static class AdvisorConfiguration {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static TrackEventAdvisor analyticsTrackEventAdvisor(
                ObjectProvider<Ingest> ingest,
                ObjectProvider<CurrentPerson> currentPerson,
                ObjectProvider<AnalyticsIngestProperties> settings) {
            return new TrackEventAdvisor(
                    ingest::getObject,
                    AppId.DEFAULT,
                    currentPerson::getObject,
                    () -> settings.getObject().delivery());
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static TrackEventAdvisor analyticsTransactionalTrackEventAdvisor(
                ObjectProvider<Ingest> ingest,
                ObjectProvider<CurrentPerson> currentPerson,
                ObjectProvider<AnalyticsIngestProperties> settings) {
            return TrackEventAdvisor.insideTransactions(
                    ingest::getObject,
                    AppId.DEFAULT,
                    currentPerson::getObject,
                    () -> settings.getObject().delivery());
        }
    }

    /** Registers the weakest proxy creator that will do; one that the application has stays. */
    static final class ProxyCreatorRegistrar implements ImportBeanDefinitionRegistrar {

        @Override
        public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
            AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
        }
    }
}
