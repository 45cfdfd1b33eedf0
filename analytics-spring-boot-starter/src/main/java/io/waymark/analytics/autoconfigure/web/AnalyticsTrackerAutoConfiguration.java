/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import io.waymark.analytics.autoconfigure.AnalyticsProperties;
import io.waymark.analytics.autoconfigure.BasePath;
import io.waymark.analytics.autoconfigure.enrich.AnalyticsEnrichAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsIngestAutoConfiguration;
import io.waymark.analytics.autoconfigure.track.AnalyticsPersonAutoConfiguration;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.person.VisitorIds;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.web.exchange.ClientContexts;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.tracker.BrowserPerson;
import io.waymark.analytics.web.tracker.PageViewInterceptor;
import io.waymark.analytics.web.tracker.Tracker;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Auto-configuration of what is tracked of people at a browser: by a script, or by the pages that are answered. */
@AutoConfiguration(
        after = {
            AnalyticsIngestAutoConfiguration.class,
            AnalyticsPersonAutoConfiguration.class,
            AnalyticsApiAutoConfiguration.class,
            AnalyticsEnrichAutoConfiguration.class
        })
@ConditionalOnBooleanProperty(name = "analytics.enabled", matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(RouterFunction.class)
@ConditionalOnBean(Ingest.class)
@EnableConfigurationProperties({AnalyticsProperties.class, AnalyticsTrackerProperties.class})
public final class AnalyticsTrackerAutoConfiguration {

    private final Clock clock = Clock.systemUTC();

    @Bean
    @ConditionalOnMissingBean
    BrowserPerson analyticsBrowserPerson(
            ObjectProvider<CurrentPerson> currentPerson, ObjectProvider<VisitorIds> visitorIds) {
        return new BrowserPerson(currentPerson::getIfAvailable, visitorIds::getIfAvailable, clock);
    }

    /** Before the dashboard, which may be mounted around it. */
    @Bean
    @Order(0)
    @ConditionalOnBooleanProperty(name = "analytics.tracker.enabled", matchIfMissing = true)
    @ConditionalOnBean(Doorkeeper.class)
    RouterFunction<ServerResponse> analyticsTrackerRouter(
            AnalyticsProperties analytics,
            AnalyticsTrackerProperties settings,
            Doorkeeper doorkeeper,
            ClientContexts clients,
            BrowserPerson person,
            Ingest ingest,
            ObjectProvider<Experiments> experiments) {
        return Tracker.mount(
                settings.paths(analytics),
                settings,
                doorkeeper,
                clients,
                person,
                ingest,
                experiments::getIfAvailable,
                clock);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("analytics.web.page-views.enabled")
    @EnableConfigurationProperties(AnalyticsPageViewProperties.class)
    static class PageViewConfiguration {

        @Bean
        @ConditionalOnMissingBean
        PageViewInterceptor analyticsPageViewInterceptor(ClientContexts clients, BrowserPerson person, Ingest ingest) {
            return new PageViewInterceptor(clients, person, ingest, Clock.systemUTC());
        }

        @Bean
        WebMvcConfigurer analyticsPageViews(
                PageViewInterceptor interceptor,
                AnalyticsPageViewProperties properties,
                AnalyticsProperties analytics) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(interceptor)
                            .addPathPatterns(properties.include())
                            .excludePathPatterns(BasePath.of(analytics).value() + "/**")
                            .excludePathPatterns(properties.exclude());
                }
            };
        }
    }
}
