/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import io.waymark.analytics.web.exchange.Doorkeeper;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Lets pages of any origin read the answers of a handler, without the cookies of this one. */
record AnyOrigin(HandlerFunction<ServerResponse> handler, String method)
        implements HandlerFunction<ServerResponse>, CorsConfigurationSource {

    @Override
    public ServerResponse handle(ServerRequest request) throws Exception {
        return handler.handle(request);
    }

    @Override
    public CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        cors.setAllowedMethods(List.of(method));
        cors.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE, Doorkeeper.KEY_HEADER));
        cors.setMaxAge(Duration.ofDays(1));
        return cors;
    }
}
