/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import io.waymark.analytics.autoconfigure.AnalyticsProperties;
import io.waymark.analytics.autoconfigure.BasePath;
import io.waymark.analytics.autoconfigure.schema.AnalyticsSchemaAutoConfiguration;
import io.waymark.analytics.store.budget.ReportAsker;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Auto-configuration of what ends a report whose client has gone. */
@AutoConfiguration(before = AnalyticsSchemaAutoConfiguration.class)
@ConditionalOnBooleanProperty(
        name = {"analytics.enabled", "analytics.reports.cancel-on-disconnect"},
        matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ConfigurableTomcatWebServerFactory.class, ValveBase.class, RequestContextHolder.class})
@EnableConfigurationProperties(AnalyticsProperties.class)
public final class AnalyticsDisconnectAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ReportAsker.Source analyticsReportAskers() {
        return AnalyticsDisconnectAutoConfiguration::client;
    }

    private static @Nullable ReportAsker client() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        try {
            return request == null
                    ? null
                    : (ReportAsker) request.getAttribute(ClientValve.CLIENT, RequestAttributes.SCOPE_REQUEST);
        } catch (IllegalStateException e) {
            // A task of the host has outlived the request whose context it was given.
            return null;
        }
    }

    @Bean
    @ConditionalOnMissingBean(name = "analyticsClientValve")
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> analyticsClientValve(
            AnalyticsProperties properties, Environment environment) {
        List<String> paths = new ArrayList<>(List.of(BasePath.of(properties).value()));
        String dashboard = environment.getProperty("analytics.ui.path");
        if (StringUtils.hasText(dashboard)) {
            paths.add(dashboard);
        }
        return factory ->
                factory.addContextCustomizers(context -> context.getPipeline().addValve(new ClientValve(paths)));
    }
}
