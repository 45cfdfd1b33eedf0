/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.enrich;

import io.waymark.analytics.enrich.ContextProperties;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.web.exchange.ClientContexts;
import io.waymark.analytics.web.exchange.RequestEnricher;
import io.waymark.analytics.web.exchange.SecurityContextRoles;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestContextHolder;

/** Sets up how requests of visitors are read. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpServletRequest.class, RequestContextHolder.class})
class ClientConfiguration {

    private static final String SECURITY = "org.springframework.security.core.context.SecurityContextHolder";

    @Bean
    @ConditionalOnMissingBean
    ClientContexts analyticsClientContexts(AnalyticsEnrichProperties enrich, AnalyticsPrivacyProperties privacy) {
        boolean hasRoles = ClassUtils.isPresent(SECURITY, ClientConfiguration.class.getClassLoader())
                && !privacy.excludedRoles().isEmpty();
        return new ClientContexts(enrich, privacy, hasRoles ? roles(privacy) : request -> false);
    }

    private static Predicate<HttpServletRequest> roles(AnalyticsPrivacyProperties privacy) {
        return new SecurityContextRoles(privacy.excludedRoles());
    }

    @Bean
    @Order(AnalyticsEnrichAutoConfiguration.REQUEST)
    @ConditionalOnMissingBean
    @ConditionalOnBooleanProperty(
            name = {"analytics.enrich.enabled", "analytics.enrich.from-request"},
            matchIfMissing = true)
    RequestEnricher analyticsRequestEnricher(ClientContexts clients, ContextProperties context, Bots bots) {
        return new RequestEnricher(clients, context, bots);
    }
}
