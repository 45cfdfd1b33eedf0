/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.security;

import static org.springframework.security.config.Customizer.withDefaults;

import io.waymark.analytics.web.exchange.HostLogin;
import io.waymark.analytics.web.exchange.SecurityContextLogin;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration for applications with Spring Security. It comes after Spring Boot's own, which gives up its chain for
 * the whole application as soon as there is another one.
 */
@AutoConfiguration(
        after = {ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class},
        beforeName = "io.waymark.analytics.autoconfigure.web.AnalyticsApiAutoConfiguration")
@ConditionalOnBooleanProperty(name = "analytics.enabled", matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({SecurityFilterChain.class, HttpSecurity.class, ServletWebSecurityAutoConfiguration.class})
@EnableConfigurationProperties(AnalyticsSecurityProperties.class)
public final class AnalyticsSecurityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    HostLogin analyticsHostLogin(AnalyticsSecurityProperties properties) {
        return new SecurityContextLogin(properties.getRequiredAuthority());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("analytics.security.default-chain")
    static class DefaultChainConfiguration {

        private static final int BEFORE_CHAINS_WITHOUT_ORDER = 100;

        /** Clients of Segment show their key as HTTP Basic does, and must not be taken for users. */
        @Bean
        @Order(BEFORE_CHAINS_WITHOUT_ORDER - 1)
        @ConditionalOnMissingBean(name = "analyticsClientsSecurityFilterChain")
        SecurityFilterChain analyticsClientsSecurityFilterChain(HttpSecurity http) {
            return http.securityMatcher(AnalyticsRequest.toClients())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(CsrfConfigurer::disable)
                    .build();
        }

        @Bean
        @Order(BEFORE_CHAINS_WITHOUT_ORDER)
        @ConditionalOnMissingBean(name = "analyticsSecurityFilterChain")
        SecurityFilterChain analyticsSecurityFilterChain(HttpSecurity http, AnalyticsSecurityProperties properties) {
            String authority = properties.getRequiredAuthority();
            http.securityMatcher(AnalyticsRequest.toAny())
                    .authorizeHttpRequests(requests -> {
                        // The HTTP API knows keys, and answers whoever has none with a problem.
                        requests.requestMatchers(
                                        AnalyticsRequest.toApi(),
                                        AnalyticsRequest.toIngest(),
                                        AnalyticsRequest.toTracker())
                                .permitAll();
                        if (StringUtils.hasText(authority)) {
                            requests.anyRequest().hasAuthority(authority);
                        } else {
                            requests.anyRequest().authenticated();
                        }
                    })
                    .csrf(csrf ->
                            csrf.ignoringRequestMatchers(AnalyticsRequest.withApiKey(), AnalyticsRequest.toIngest()))
                    .httpBasic(withDefaults());
            String loginPage = properties.getLoginPage();
            if (StringUtils.hasText(loginPage)) {
                http.exceptionHandling(
                        handling -> handling.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(loginPage)));
            }
            return http.build();
        }
    }
}
