/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers all requests to one path, by their method; with a problem where there is no such method, or it fails. */
final class ApiPath implements HttpRequestHandler {

    private static final ServerResponse.Context NO_CONVERTERS = List::of;

    private final Map<String, Function<HttpServletRequest, ServerResponse>> routes = new TreeMap<>();

    /** Answers requests of a method; what answers GET answers HEAD too. */
    void add(HttpMethod method, Function<HttpServletRequest, ServerResponse> route) {
        if (routes.put(method.name(), route) != null) {
            throw new IllegalStateException("Two routes take " + method + " of the same path");
        }
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        answer(request).writeTo(request, response, NO_CONVERTERS);
    }

    private ServerResponse answer(HttpServletRequest request) {
        try {
            String method = request.getMethod();
            Function<HttpServletRequest, ServerResponse> route =
                    routes.get(method.equals(HttpMethod.HEAD.name()) ? HttpMethod.GET.name() : method);
            return route == null ? withoutRoute(method) : route.apply(request);
        } catch (Exception e) {
            return ApiReply.problem(Problems.of(e));
        }
    }

    private ServerResponse withoutRoute(String method) {
        if (routes.isEmpty()) {
            throw new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "There is nothing at this path"));
        }
        Set<HttpMethod> allow =
                routes.keySet().stream().map(HttpMethod::valueOf).collect(Collectors.toSet());
        if (method.equals(HttpMethod.OPTIONS.name())) {
            return ServerResponse.noContent().allow(allow).build();
        }
        String names = String.join(", ", routes.keySet());
        throw new ProblemException(Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "This path takes " + names)
                .header(HttpHeaders.ALLOW, names));
    }
}
