/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.posthog;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.person.VisitorIds;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.web.compat.ClientClock;
import io.waymark.analytics.web.compat.CompatBody;
import io.waymark.analytics.web.compat.CompatIngest;
import io.waymark.analytics.web.compat.CompatRouter;
import io.waymark.analytics.web.compat.FormFields;
import io.waymark.analytics.web.compat.JsonValues;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ClientContext;
import io.waymark.analytics.web.exchange.ClientContexts;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.exchange.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/**
 * The routes that PostHog's clients call. Events are answered when they are committed, with exactly the words that all
 * versions of the clients take for success.
 */
public final class PostHogRoutes {

    /** The first parts of all paths, below where the routes are mounted. */
    public static final List<String> PATHS =
            List.of("/e", "/i/v0/e", "/capture", "/track", "/engage", "/batch", "/flags", "/decide", "/array", "/s");

    private static final Set<HttpMethod> GET_AND_POST = Set.of(HttpMethod.GET, HttpMethod.POST);
    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);
    private static final Map<String, String> OK = Map.of("status", "Ok");
    private static final int FIRST_WITH_DETAILS = 2;
    private static final int FIRST_DECIDE_WITH_DETAILS = 4;

    private final CompatIngest ingest;
    private final Doorkeeper doorkeeper;
    private final PostHogFlags flags;
    private final PostHogEvents events;
    private final @Nullable VisitorIds visitorIds;
    private final CompatBody bodies;
    private final Clock clock;

    /**
     * Takes events and answers flags.
     *
     * @param ingest the way into the store
     * @param doorkeeper knows the keys
     * @param clients reads the requests of browsers
     * @param catalog the experiments that are answered as flags; null for none
     * @param experiments says who gets which variant; null for none
     * @param visitorIds gives visitors an id whose browser keeps none; null to drop their events
     * @param maxBodyBytes no body may be longer, also inflated
     * @param clock tells when a request is received
     */
    public PostHogRoutes(
            Ingest ingest,
            Doorkeeper doorkeeper,
            ClientContexts clients,
            @Nullable ExperimentCatalog catalog,
            @Nullable Experiments experiments,
            @Nullable VisitorIds visitorIds,
            int maxBodyBytes,
            Clock clock) {
        this.ingest = new CompatIngest(ingest, clients);
        this.doorkeeper = doorkeeper;
        this.flags = new PostHogFlags(catalog, experiments);
        this.events = new PostHogEvents(flags);
        this.visitorIds = visitorIds;
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
        CompatRouter router = new CompatRouter(roots, PostHogRoutes::failure);
        for (String path : List.of("/e", "/i/v0/e", "/capture", "/track", "/batch")) {
            router.add(GET_AND_POST, path, request -> capture(request, false));
        }
        return router.add(GET_AND_POST, "/engage", request -> capture(request, true))
                .add(GET_AND_POST, "/flags", request -> flags(request, FIRST_WITH_DETAILS))
                .add(GET_AND_POST, "/decide", request -> flags(request, FIRST_DECIDE_WITH_DETAILS))
                .add(Set.of(HttpMethod.GET), "/array/{token}/config", this::config)
                .add(Set.of(HttpMethod.GET), "/array/{token}/config.js", this::script)
                .add(GET_AND_POST, "/s", this::recording)
                .build();
    }

    private ServerResponse capture(ServerRequest request, boolean profile) {
        HttpServletRequest servletRequest = request.servletRequest();
        PostHogBody body = PostHogBody.read(bodies.read(servletRequest), servletRequest.getQueryString());
        AppId app = doorkeeper.admit(servletRequest, body.token(), Grant.INGEST).app();
        ClientClock sender = ClientClock.of(clock.instant(), body.sentAt());
        Supplier<@Nullable String> visitor = () -> visitor(app, servletRequest);
        ingest.store(app, servletRequest, body.events(), item -> events.read(app, item, sender, profile, visitor));
        return ApiReply.ok(OK);
    }

    private @Nullable String visitor(AppId app, HttpServletRequest request) {
        ClientContext client = ClientContext.of(request);
        return visitorIds == null ? null : visitorIds.idOf(app, client.ip(), client.userAgent(), clock.instant());
    }

    private ServerResponse flags(ServerRequest request, int firstWithDetails) {
        String query = request.servletRequest().getQueryString();
        JsonNode body = bodies.read(request.servletRequest());
        String token = PostHogBody.token(body, query);
        AppId app =
                doorkeeper.admit(request.servletRequest(), token, Grant.INGEST).app();
        Set<String> asked = body.path("flag_keys")
                .valueStream()
                .flatMap(key -> Stream.ofNullable(JsonValues.text(key)))
                .collect(Collectors.toSet());
        Map<String, PostHogFlags.Flag> answer = body.path("disable_flags").asBoolean(false)
                ? Map.of()
                : flags.answer(
                        app,
                        JsonValues.firstText(body, "distinct_id", "$distinct_id"),
                        JsonValues.text(body.path("$anon_distinct_id")),
                        JsonValues.fields(body.path("person_properties")),
                        asked);
        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        if (version(query) >= firstWithDetails) {
            reply.put("flags", mapped(answer, PostHogFlags.Flag::details));
        } else {
            reply.put("featureFlags", mapped(answer, PostHogFlags.Flag::variant));
            reply.put("featureFlagPayloads", Map.of());
        }
        reply.put("errorsWhileComputingFlags", false);
        reply.put("requestId", UUID.randomUUID().toString());
        reply.put("evaluatedAt", clock.millis());
        if (firstWithDetails == FIRST_DECIDE_WITH_DETAILS || "true".equals(FormFields.find(query, "config"))) {
            PostHogConfig.of(token, flags.any(app)).forEach(reply::putIfAbsent);
        }
        return ApiReply.ok(reply);
    }

    private ServerResponse config(ServerRequest request) {
        String token = request.pathVariable("token");
        AppId app =
                doorkeeper.admit(request.servletRequest(), token, Grant.INGEST).app();
        return ApiReply.ok(PostHogConfig.of(token, flags.any(app)));
    }

    private ServerResponse script(ServerRequest request) {
        String token = request.pathVariable("token");
        AppId app =
                doorkeeper.admit(request.servletRequest(), token, Grant.INGEST).app();
        byte[] script = PostHogConfig.script(token, flags.any(app)).getBytes(StandardCharsets.UTF_8);
        return ServerResponse.ok()
                .contentType(SCRIPT)
                .contentLength(script.length)
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .build((written, response) -> {
                    response.getOutputStream().write(script);
                    return null;
                });
    }

    /** A recording of the screen: taken, so that the client is at peace, and thrown away. */
    private ServerResponse recording(ServerRequest request) {
        bodies.discard(request.servletRequest());
        return ApiReply.ok(OK);
    }

    private static Map<String, Object> mapped(
            Map<String, PostHogFlags.Flag> flags, Function<PostHogFlags.Flag, Object> form) {
        Map<String, Object> mapped = new LinkedHashMap<>();
        flags.forEach((key, flag) -> mapped.put(key, form.apply(flag)));
        return mapped;
    }

    private static int version(@Nullable String query) {
        String version = FormFields.find(query, "v");
        return version != null && version.matches("[0-9]") ? Integer.parseInt(version) : 1;
    }

    private static Map<String, @Nullable Object> failure(Problem problem) {
        Map<String, @Nullable Object> failure = new LinkedHashMap<>();
        boolean unauthorized =
                problem.status().value() == 401 || problem.status().value() == 403;
        failure.put(
                "type",
                unauthorized
                        ? "authentication_error"
                        : problem.status().is4xxClientError() ? "validation_error" : "server_error");
        failure.put("code", unauthorized ? "invalid_api_key" : "invalid_request");
        failure.put("detail", CompatRouter.reason(problem));
        failure.put("attr", null);
        return failure;
    }
}
