/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.web.compat.ClientClock;
import io.waymark.analytics.web.compat.CompatBody;
import io.waymark.analytics.web.compat.CompatIngest;
import io.waymark.analytics.web.compat.CompatRouter;
import io.waymark.analytics.web.compat.JsonValues;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ClientContexts;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/**
 * The routes that Segment's clients call, of servers and of browsers. Messages are answered when they are committed, in
 * the words that the clients read: to an empty answer, the one for Java sends again.
 */
public final class SegmentRoutes {

    /** The first part of all paths, below where the routes are mounted. */
    public static final List<String> PATHS = List.of("/v1");

    private static final Set<HttpMethod> POST = Set.of(HttpMethod.POST);
    private static final Set<String> TYPES = Set.of("track", "identify", "page", "screen", "group", "alias");
    private static final Map<String, Object> OK = Map.of("success", true);
    private static final String SETTINGS = "/v1/projects/{writeKey}/settings";
    private static final String BASIC = "basic ";

    private final CompatIngest ingest;
    private final Doorkeeper doorkeeper;
    private final CompatBody bodies;
    private final Clock clock;

    /**
     * Takes messages.
     *
     * @param ingest the way into the store
     * @param doorkeeper knows the keys
     * @param clients reads the requests of browsers
     * @param maxBodyBytes no body may be longer, also inflated
     * @param clock tells when a request is received
     */
    public SegmentRoutes(Ingest ingest, Doorkeeper doorkeeper, ClientContexts clients, int maxBodyBytes, Clock clock) {
        this.ingest = new CompatIngest(ingest, clients);
        this.doorkeeper = doorkeeper;
        this.bodies = new CompatBody(maxBodyBytes);
        this.clock = clock;
    }

    /**
     * Mounts the routes.
     *
     * @param roots the paths that they are below
     * @return the routes
     */
    public RouterFunction<ServerResponse> mount(List<String> roots) {
        CompatRouter router =
                new CompatRouter(roots, problem -> Map.of("success", false, "message", CompatRouter.reason(problem)));
        for (String type : TYPES) {
            router.add(POST, "/v1/" + type, request -> take(request, type));
            router.add(POST, "/v1/" + type.charAt(0), request -> take(request, type));
        }
        for (String path : List.of("/v1/batch", "/v1/import", "/v1/b")) {
            router.add(POST, path, request -> take(request, null));
        }
        return router.add(POST, "/v1/m", this::telemetry)
                .add(Set.of(HttpMethod.GET), SETTINGS, this::settings)
                .build();
    }

    private ServerResponse take(ServerRequest request, @Nullable String type) {
        JsonNode body = bodies.read(request.servletRequest());
        JsonNode batch = body.path("batch");
        if (type == null && !batch.isArray()) {
            throw new InvalidInputException("/batch", "An array of messages is expected");
        }
        List<JsonNode> items = type == null ? batch.valueStream().toList() : List.of(body);
        AppId app = doorkeeper
                .admit(request.servletRequest(), key(request, body, items), Grant.INGEST)
                .app();
        ClientClock sender = ClientClock.of(clock.instant(), body.path("sentAt"));
        JsonNode shared = body.path("context");
        ingest.store(app, request.servletRequest(), items, item -> SegmentMessages.read(item, type, shared, sender));
        return ApiReply.ok(OK);
    }

    /** What the client measures of itself: taken, so that it is at peace, and thrown away. */
    private ServerResponse telemetry(ServerRequest request) {
        bodies.discard(request.servletRequest());
        return ApiReply.ok(OK);
    }

    /** Tells the browser's client to send to where it got this. */
    private ServerResponse settings(ServerRequest request) {
        String key = request.pathVariable("writeKey");
        doorkeeper.admit(request.servletRequest(), key, Grant.INGEST);
        URI here = request.uri();
        String path = here.getRawPath();
        String apiHost = here.getRawAuthority() + path.substring(0, path.indexOf("/v1/projects/")) + "/v1";
        return ApiReply.ok(Map.of(
                "integrations",
                Map.of("Segment.io", Map.of("apiKey", key, "apiHost", apiHost, "protocol", here.getScheme()))));
    }

    private static String key(ServerRequest request, JsonNode body, List<JsonNode> items) {
        String header = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
        String key = header == null ? null : basic(header);
        key = key == null ? JsonValues.text(body.path("writeKey")) : key;
        key = key == null && !items.isEmpty() ? JsonValues.text(items.get(0).path("writeKey")) : key;
        if (key == null) {
            throw new ProblemException(
                    Problem.of(HttpStatus.UNAUTHORIZED, "A write key is needed, in the header or in the body"));
        }
        return key;
    }

    private static @Nullable String basic(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            return new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0];
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
