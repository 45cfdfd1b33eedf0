/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracker;

import io.waymark.analytics.person.VisitorIds;
import java.time.Duration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.HtmlUtils;

/** Pages with the tracker: below {@code /trial} it tracks page views, below {@code /served} the server does. */
@TestConfiguration(proxyBeanMethods = false)
class TrialPages {

    static final String KEY = "fernway-demo-write-key";

    private static final String PAGE = """
            <!DOCTYPE html><html lang="en"><head><title>Trial %1$s</title>
            <link rel="icon" href="/img/leaf.svg">
            <script defer src="/analytics/tracker.js" data-key="%2$s" %3$s></script></head><body>
            <button id="plain" data-analytics-event="plan_chosen" data-analytics-plan-name="pro"><b>Choose</b></button>
            <form id="form" action="/trial/sent" data-analytics-event="form_sent"><input id="field"><button>Send</button></form>
            <a id="leave" href="/trial/next" data-analytics-event="left">Leave</a>
            <a id="outbound" href="http://localhost:1/there?secret=1" target="_blank">There</a>
            <a id="download" href="/trial/list.csv" download>List</a>
            </body></html>
            """;

    @Bean
    RouterFunction<ServerResponse> trialPages() {
        return RouterFunctions.route()
                .GET("/trial/{name}", request -> page(request, CacheControl.noStore()))
                .GET("/served/cached", request -> page(request, CacheControl.maxAge(Duration.ofMinutes(10))))
                .GET("/served/{name}", request -> page(request, CacheControl.noStore()))
                .build();
    }

    /** Who is not logged in is known by the browser, for the day. */
    @Bean
    VisitorIds visitorIds() {
        return (app, ip, userAgent, at) ->
                "visitor " + Integer.toHexString((app + ip + userAgent + at.toEpochMilli() / 86_400_000).hashCode());
    }

    private static ServerResponse page(ServerRequest request, CacheControl caching) {
        String path = HtmlUtils.htmlEscape(request.path());
        String attributes = request.param("with").orElse("");
        String html = PAGE.formatted(path, KEY, attributes);
        if (attributes.equals("nothing")) {
            html = html.replaceAll("<script.*</script>", "");
        }
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(caching)
                .body(html);
    }
}
