/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.web.exchange.ApiRouter;

/** The routes of one feature. */
@FunctionalInterface
public interface ApiRoutes {

    /**
     * Adds the routes.
     *
     * @param router where to
     */
    void addTo(ApiRouter router);
}
