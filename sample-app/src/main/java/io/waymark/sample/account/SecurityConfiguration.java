/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.account;

import io.waymark.analytics.autoconfigure.security.AnalyticsRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The shop is open, the account page needs a login and the dashboard an analyst. The HTTP API is let through, since it
 * asks for a key or an analyst itself, and so is the tracker of the browser; a request that shows a key needs no token against forgery, as no page of another
 * site can make a browser send one.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:";

    @Bean
    SecurityFilterChain shopSecurity(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                AnalyticsRequest.toApi(), AnalyticsRequest.toIngest(), AnalyticsRequest.toTracker())
                        .permitAll()
                        .requestMatchers(AnalyticsRequest.toAny())
                        .hasRole(Role.ANALYST.name())
                        .requestMatchers("/account")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .csrf(csrf -> csrf.ignoringRequestMatchers(AnalyticsRequest.withApiKey(), AnalyticsRequest.toIngest()))
                .formLogin(login -> login.loginPage("/login").defaultSuccessUrl("/"))
                .logout(logout -> logout.logoutSuccessUrl("/"))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY)))
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }
}
