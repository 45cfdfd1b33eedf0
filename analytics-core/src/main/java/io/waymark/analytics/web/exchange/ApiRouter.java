/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.tenant.Grant;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Collects routes below one path. What no route takes is answered with a problem too: 405 where another method would do,
 * 404 elsewhere. Not safe for use by several threads.
 */
public final class ApiRouter {

    private final String root;
    private final Doorkeeper doorkeeper;
    private final JsonBody body;
    private final Problems problems;
    private final RouterFunctions.Builder routes = RouterFunctions.route();
    private final Map<String, Set<String>> methods = new LinkedHashMap<>();

    /**
     * Starts without routes.
     *
     * @param root the path that all routes are below, for example {@code /analytics/api}
     * @param doorkeeper lets requests in
     * @param maxBodyBytes no body may be longer
     */
    public ApiRouter(String root, Doorkeeper doorkeeper, int maxBodyBytes) {
        this.root = root;
        this.doorkeeper = doorkeeper;
        this.body = new JsonBody(maxBodyBytes);
        this.problems = new Problems();
    }

    /** {@return the path that all routes are below} */
    public String root() {
        return root;
    }

    /**
     * Adds a route that reads.
     *
     * @param path its pattern, below the root
     * @param handler answers it
     * @return this
     */
    public ApiRouter get(String path, ApiHandler handler) {
        return add(HttpMethod.GET, path, Grant.READ, handler);
    }

    /**
     * Adds a route.
     *
     * @param method its method; GET takes HEAD too
     * @param path its pattern, below the root
     * @param grant what whoever calls it must be granted
     * @param handler answers it
     * @return this
     */
    public ApiRouter add(HttpMethod method, String path, Grant grant, ApiHandler handler) {
        return add(method, path, request -> doorkeeper.admit(request, grant), handler);
    }

    /**
     * Adds a route with a door of its own, where a key does not come in the usual header.
     *
     * @param method its method; GET takes HEAD too
     * @param path its pattern, below the root
     * @param door lets requests in, by {@link Doorkeeper}
     * @param handler answers it
     * @return this
     */
    public ApiRouter add(
            HttpMethod method, String path, Function<HttpServletRequest, ApiCaller> door, ApiHandler handler) {
        RequestPredicate accepted = method == HttpMethod.GET
                ? RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD)
                : RequestPredicates.method(method);
        routes.route(accepted.and(RequestPredicates.path(root + path)), problems.solve(request -> {
            ClientContexts.markAsDoor(request.servletRequest());
            return handler.handle(new ApiRequest(request, door.apply(request.servletRequest()), body));
        }));
        methods.computeIfAbsent(path, none -> new TreeSet<>()).add(method.name());
        return this;
    }

    /** {@return all routes, to be mounted} */
    public RouterFunction<ServerResponse> build() {
        methods.forEach((path, allowed) -> routes.route(RequestPredicates.path(root + path), otherMethod(allowed)));
        routes.route(RequestPredicates.path(root + "/**"), problems.solve(request -> {
            throw new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "There is nothing at this path"));
        }));
        return routes.build();
    }

    private HandlerFunction<ServerResponse> otherMethod(Set<String> allowed) {
        Set<HttpMethod> allow = allowed.stream().map(HttpMethod::valueOf).collect(Collectors.toSet());
        String names = String.join(", ", allowed);
        return problems.solve(request -> {
            if (request.method() == HttpMethod.OPTIONS) {
                return ServerResponse.noContent().allow(allow).build();
            }
            throw new ProblemException(Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "This path takes " + names)
                    .header(HttpHeaders.ALLOW, names));
        });
    }
}
