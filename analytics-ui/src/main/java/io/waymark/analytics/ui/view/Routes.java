/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Collects routes below one path. Spring's own nesting rewrites the context path of the request, and fails to where there
 * is both a context path and a servlet path.
 */
public final class Routes {

    private final RouterFunctions.Builder routes = RouterFunctions.route();
    private final String prefix;
    private final Set<String> sections = new LinkedHashSet<>();

    /**
     * Starts without routes.
     *
     * @param prefix the path that all of them are below
     */
    public Routes(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Adds a page.
     *
     * @param path below the prefix
     * @param page answers
     * @return these routes
     */
    public Routes get(String path, HandlerFunction<ServerResponse> page) {
        routes.GET(prefix + path, page);
        int end = path.indexOf('/', 1);
        if (path.length() > 1) {
            sections.add(end < 0 ? path : path.substring(0, end));
        }
        return this;
    }

    /**
     * Adds a change.
     *
     * @param path below the prefix
     * @param change answers
     * @return these routes
     */
    public Routes post(String path, HandlerFunction<ServerResponse> change) {
        routes.POST(prefix + path, change);
        return this;
    }

    /**
     * Ends the collection.
     *
     * @param missing answers whatever else is asked for below the path of a page; elsewhere below the prefix the host may
     *     have pages of its own
     * @return the routes
     */
    public RouterFunction<ServerResponse> build(HandlerFunction<ServerResponse> missing) {
        sections.forEach(section -> routes.GET(prefix + section + "/**", missing));
        return routes.build();
    }
}
