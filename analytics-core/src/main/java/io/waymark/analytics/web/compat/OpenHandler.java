/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Answers pages of any origin: a request is judged by the key that it carries, and by nothing that a browser adds of its
 * own. Spring answers the preflight requests by this configuration, beside the host's own.
 */
final class OpenHandler implements HandlerFunction<ServerResponse>, CorsConfigurationSource {

    private static final Duration PREFLIGHT_IS_REMEMBERED = Duration.ofDays(1);

    private final HandlerFunction<ServerResponse> handler;
    private final CorsConfiguration configuration = new CorsConfiguration();

    OpenHandler(HandlerFunction<ServerResponse> handler) {
        this.handler = handler;
        configuration.setAllowedOriginPatterns(List.of(CorsConfiguration.ALL));
        configuration.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        configuration.setAllowedMethods(List.of("GET", "POST", "OPTIONS"));
        configuration.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
        configuration.setAllowCredentials(true);
        configuration.setMaxAge(PREFLIGHT_IS_REMEMBERED);
    }

    @Override
    public ServerResponse handle(ServerRequest request) throws Exception {
        return handler.handle(request);
    }

    @Override
    public CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        return configuration;
    }
}
