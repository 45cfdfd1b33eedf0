/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.AppId;
import io.waymark.analytics.autoconfigure.enrich.AnalyticsPrivacyProperties;
import io.waymark.analytics.autoconfigure.schema.AnalyticsReportProperties;
import io.waymark.analytics.autoconfigure.schema.AnalyticsSchemaAutoConfiguration;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.job.SaltDestruction;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.person.SpringSecurityPerson;
import io.waymark.analytics.person.VisitorIds;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.person.timeline.Timelines;
import io.waymark.analytics.person.visitor.RequestPerson;
import io.waymark.analytics.person.visitor.SaltedVisitorIds;
import io.waymark.analytics.person.visitor.SecurityLogins;
import io.waymark.analytics.person.visitor.VisitorCookieFilter;
import io.waymark.analytics.person.visitor.VisitorSalts;
import io.waymark.analytics.person.visitor.Visitors;
import io.waymark.analytics.store.AnalyticsDatabase;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;

/** Auto-configuration of who somebody is, where code that tracks does not say. */
@AutoConfiguration(after = {AnalyticsSchemaAutoConfiguration.class, AnalyticsIngestAutoConfiguration.class})
@ConditionalOnBooleanProperty(name = "analytics.enabled", matchIfMissing = true)
@EnableConfigurationProperties({
    AnalyticsVisitorProperties.class,
    AnalyticsPrivacyProperties.class,
    AnalyticsReportProperties.class
})
public final class AnalyticsPersonAutoConfiguration {

    private static final int BEFORE_THOSE_WITHOUT_VISITORS = 0;
    private static final int BEFORE_SPRING_SECURITY = -104;
    private static final String SPRING_SECURITY = "org.springframework.security.core.context.SecurityContextHolder";

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(AnalyticsDatabase.class)
    Persons analyticsPersons(AnalyticsDatabase database, EventNames eventNames) {
        return new Persons(database, eventNames);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(AnalyticsDatabase.class)
    Timelines analyticsTimelines(AnalyticsDatabase database, EventNames eventNames, AnalyticsReportProperties reports) {
        return new Timelines(database, eventNames, reports.getSessionGap());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(AnalyticsDatabase.class)
    @ConditionalOnMissingBean(VisitorIds.class)
    @ConditionalOnBooleanProperty(name = "analytics.visitor.cookieless.enabled", matchIfMissing = true)
    static class CookielessConfiguration {

        @Bean
        VisitorSalts analyticsVisitorSalts(AnalyticsDatabase database) {
            return new VisitorSalts(database, Clock.systemUTC());
        }

        @Bean
        VisitorIds analyticsVisitorIds(VisitorSalts salts) {
            return new SaltedVisitorIds(salts);
        }

        @Bean
        SaltDestruction analyticsSaltDestruction(VisitorSalts salts) {
            return new SaltDestruction(salts);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({HttpServletRequest.class, RequestContextHolder.class})
    @ConditionalOnBooleanProperty(name = "analytics.visitor.enabled", matchIfMissing = true)
    @Order(BEFORE_THOSE_WITHOUT_VISITORS)
    static class VisitorConfiguration {

        @Bean
        @ConditionalOnMissingBean
        Visitors analyticsVisitors(
                AnalyticsVisitorProperties settings,
                AnalyticsPrivacyProperties privacy,
                ObjectProvider<VisitorIds> cookielessIds) {
            return new Visitors(
                    settings, cookielessIds.getIfAvailable(), AppId.DEFAULT, privacy.honorOptOut(), Clock.systemUTC());
        }

        @Bean
        @ConditionalOnBooleanProperty("analytics.visitor.cookie.enabled")
        FilterRegistrationBean<VisitorCookieFilter> analyticsVisitorCookieFilter(Visitors visitors) {
            FilterRegistrationBean<VisitorCookieFilter> filter =
                    new FilterRegistrationBean<>(new VisitorCookieFilter(visitors));
            filter.setOrder(BEFORE_SPRING_SECURITY);
            return filter;
        }

        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(SecurityContextHolder.class)
        static class SpringSecurityConfiguration {

            @Bean
            @ConditionalOnMissingBean
            CurrentPerson analyticsCurrentPerson(Visitors visitors) {
                return new RequestPerson(new SpringSecurityPerson(), visitors);
            }

            @Bean
            @ConditionalOnMissingBean
            @ConditionalOnBean(Analytics.class)
            @ConditionalOnBooleanProperty(name = "analytics.visitor.join-at-login", matchIfMissing = true)
            SecurityLogins analyticsSecurityLogins(ObjectProvider<Analytics> analytics, Visitors visitors) {
                return new SecurityLogins(analytics::getObject, visitors);
            }
        }

        @Configuration(proxyBeanMethods = false)
        @ConditionalOnMissingClass(SPRING_SECURITY)
        static class NoSpringSecurityConfiguration {

            @Bean
            @ConditionalOnMissingBean
            CurrentPerson analyticsCurrentPerson(Visitors visitors) {
                return new RequestPerson(() -> null, visitors);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContextHolder.class)
    static class PrincipalConfiguration {

        @Bean
        @ConditionalOnMissingBean
        CurrentPerson analyticsCurrentPerson() {
            return new SpringSecurityPerson();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass(SPRING_SECURITY)
    static class NobodyConfiguration {

        @Bean
        @ConditionalOnMissingBean
        CurrentPerson analyticsCurrentPerson() {
            return () -> null;
        }
    }
}
