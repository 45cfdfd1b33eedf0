/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Hands requests to the HTTP API on as the application does with its own: through its interceptors, and from pages of the
 * origins that it allows. That it is no router function spares each request a copy of all its headers.
 */
final class ApiHandlerMapping extends SimpleUrlHandlerMapping {

    /** Before router functions, which are at -1: those of the dashboard may be mounted around the API. */
    private static final int ORDER = -2;

    private final @Nullable RouterFunctionMapping host;

    ApiHandlerMapping(Map<String, HttpRequestHandler> routes, @Nullable RouterFunctionMapping host) {
        super(routes, ORDER);
        this.host = host;
        CorsConfigurationSource origins = host == null ? null : host.getCorsConfigurationSource();
        if (origins != null) {
            setCorsConfigurationSource(origins);
        }
    }

    /** All interceptors of the application, not only those that are beans. */
    @Override
    protected void detectMappedInterceptors(List<HandlerInterceptor> interceptors) {
        HandlerInterceptor[] ofHost = host == null ? null : host.getAdaptedInterceptors();
        if (ofHost != null) {
            interceptors.addAll(List.of(ofHost));
        }
    }
}
