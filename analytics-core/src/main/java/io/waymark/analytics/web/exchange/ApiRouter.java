/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.AppId;
import io.waymark.analytics.tenant.AppCalendar;
import io.waymark.analytics.tenant.Grant;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestHandler;

/**
 * Collects routes below one path. What no route takes is answered with a problem too: 405 where another method would do,
 * 404 elsewhere. Not safe for use by several threads.
 */
public final class ApiRouter {

    private final String root;
    private final Doorkeeper doorkeeper;
    private final JsonBody body;
    private final Function<AppId, AppCalendar> calendars;
    private final Map<String, ApiPath> paths = new LinkedHashMap<>();

    /**
     * Starts without routes.
     *
     * @param root the path that all routes are below, for example {@code /analytics/api}
     * @param doorkeeper lets requests in
     * @param maxBodyBytes no body may be longer
     * @param calendars tells the calendar of an app, for questions that name none
     */
    public ApiRouter(String root, Doorkeeper doorkeeper, int maxBodyBytes, Function<AppId, AppCalendar> calendars) {
        this.root = root;
        this.doorkeeper = doorkeeper;
        this.body = new JsonBody(maxBodyBytes);
        this.calendars = calendars;
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
        paths.computeIfAbsent(root + path, none -> new ApiPath()).add(method, request -> {
            ClientContexts.markAsDoor(request);
            return handler.handle(new ApiRequest(request, door.apply(request), body, calendars));
        });
        return this;
    }

    /** {@return who answers, by the pattern of the path} */
    public Map<String, HttpRequestHandler> build() {
        Map<String, HttpRequestHandler> handlers = new LinkedHashMap<>(paths);
        handlers.put(root + "/**", new ApiPath());
        return handlers;
    }
}
