/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.compat;

import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Collects the routes of a protocol, each with and without a final slash, below one or several paths, open to pages of
 * any origin. Not safe for use by several threads.
 */
public final class CompatRouter {

    private final Set<String> roots;
    private final Function<Problem, Object> failure;
    private final RouterFunctions.Builder routes = RouterFunctions.route();

    /**
     * Starts without routes.
     *
     * @param roots the paths that all routes are below
     * @param failure says what is wrong in the words of the protocol, as what is written as JSON
     */
    public CompatRouter(List<String> roots, Function<Problem, Object> failure) {
        this.roots = new LinkedHashSet<>(roots);
        this.failure = failure;
    }

    /**
     * Adds a route.
     *
     * @param methods its methods, beside OPTIONS
     * @param path its pattern, below the roots
     * @param handler answers it; its exceptions become problems
     * @return this
     */
    public CompatRouter add(Set<HttpMethod> methods, String path, HandlerFunction<ServerResponse> handler) {
        HandlerFunction<ServerResponse> open = new OpenHandler(solve(handler));
        HandlerFunction<ServerResponse> options =
                new OpenHandler(request -> ServerResponse.ok().allow(methods).build());
        for (String root : roots) {
            for (String pattern : List.of(root + path, root + path + "/")) {
                methods.forEach(method ->
                        routes.route(RequestPredicates.method(method).and(RequestPredicates.path(pattern)), open));
                routes.route(
                        RequestPredicates.method(HttpMethod.OPTIONS).and(RequestPredicates.path(pattern)), options);
            }
        }
        return this;
    }

    /**
     * What is wrong, in a sentence.
     *
     * @param problem what is wrong
     * @return the sentence about its first error, if it has any, else about the whole
     */
    public static String reason(Problem problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : problem.errors().get(0).detail();
    }

    /** {@return all routes, to be mounted} */
    public RouterFunction<ServerResponse> build() {
        return routes.build();
    }

    private HandlerFunction<ServerResponse> solve(HandlerFunction<ServerResponse> handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (Exception e) {
                Problem problem = Problems.of(e);
                return ApiReply.problem(problem, failure.apply(problem));
            }
        };
    }
}
