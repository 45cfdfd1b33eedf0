/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Many visitors of the shop, each with cookies of their own. */
final class Crowd {

    private static final String CONTROL = "Plants that stay alive in real rooms";
    private static final String FORGIVING = "Plants that forgive a busy week";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String origin;

    Crowd(String origin) {
        this.origin = origin;
    }

    /** How many of them read which headline. */
    record Headlines(int control, int forgiving) {}

    /** Somebody who has read the home page. */
    record Visitor(String cookies, boolean forgiving) {}

    /** Somebody new opens the home page. */
    Visitor comes() throws IOException, InterruptedException {
        HttpResponse<String> home = get("/", "");
        boolean forgiving = home.body().contains(FORGIVING);
        assertThat(home.body().contains(CONTROL)).isNotEqualTo(forgiving);
        String cookies = home.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        return new Visitor(cookies, forgiving);
    }

    /** What so many new visitors read. */
    Headlines headlines(int visitors) throws IOException, InterruptedException {
        int forgiving = 0;
        for (int i = 0; i < visitors; i++) {
            forgiving += comes().forgiving() ? 1 : 0;
        }
        return new Headlines(visitors - forgiving, forgiving);
    }

    /** New visitors until there are so many of each headline. */
    List<Visitor> ofEach(int least) throws IOException, InterruptedException {
        List<Visitor> visitors = new ArrayList<>();
        int forgiving = 0;
        while (Math.min(forgiving, visitors.size() - forgiving) < least) {
            assertThat(visitors.size()).isLessThan(10 * least);
            Visitor visitor = comes();
            visitors.add(visitor);
            forgiving += visitor.forgiving() ? 1 : 0;
        }
        return visitors;
    }

    /** Somebody who has been there before looks at a plant. */
    void looksAtAPlant(Visitor visitor) throws IOException, InterruptedException {
        assertThat(get("/plants/boston-fern", visitor.cookies()).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path, String cookies) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path)).header("User-Agent", "Firefox (Mobile)");
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
