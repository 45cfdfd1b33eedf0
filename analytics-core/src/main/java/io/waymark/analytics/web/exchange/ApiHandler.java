/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import org.springframework.web.servlet.function.ServerResponse;

/** Answers the requests of one route. */
@FunctionalInterface
public interface ApiHandler {

    /**
     * Answers a request. Exceptions become problems.
     *
     * @param request the request
     * @return the answer
     */
    ServerResponse handle(ApiRequest request);
}
