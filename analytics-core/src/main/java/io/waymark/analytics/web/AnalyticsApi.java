/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.AppId;
import io.waymark.analytics.tenant.AppCalendar;
import io.waymark.analytics.web.exchange.ApiRouter;
import io.waymark.analytics.web.exchange.Doorkeeper;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.web.HttpRequestHandler;

/** Puts the HTTP API together. */
public final class AnalyticsApi {

    private AnalyticsApi() {}

    /**
     * Mounts routes at {@code {basePath}/api}.
     *
     * @param basePath where everything is mounted, for example {@code /analytics}; empty for the root
     * @param settings limits
     * @param doorkeeper lets requests in
     * @param calendars tells the calendar of an app, for questions that name none
     * @param parts the routes of each feature
     * @return who answers, by the pattern of the path, with an answer for whatever else is below that path
     */
    public static Map<String, HttpRequestHandler> mount(
            String basePath,
            ApiSettings settings,
            Doorkeeper doorkeeper,
            Function<AppId, AppCalendar> calendars,
            List<ApiRoutes> parts) {
        ApiRouter router = new ApiRouter(basePath + "/api", doorkeeper, settings.maxBodyBytes(), calendars);
        parts.forEach(part -> part.addTo(router));
        return router.build();
    }
}
