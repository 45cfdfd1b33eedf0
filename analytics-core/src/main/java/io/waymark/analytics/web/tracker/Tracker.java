/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.web.exchange.ClientContexts;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.exchange.Problems;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Puts the script for browsers and the door for what it sends together. */
public final class Tracker {

    private Tracker() {}

    /**
     * Mounts both.
     *
     * @param paths where
     * @param settings what is configured
     * @param doorkeeper knows the keys
     * @param clients reads the requests of browsers
     * @param person tells who is at the browser
     * @param ingest the way into the store
     * @param experiments decide on variants; may give {@code null}
     * @param clock tells when a request is received
     * @return the routes
     */
    public static RouterFunction<ServerResponse> mount(
            TrackerPaths paths,
            TrackerSettings settings,
            Doorkeeper doorkeeper,
            ClientContexts clients,
            BrowserPerson person,
            Ingest ingest,
            Supplier<? extends @Nullable Experiments> experiments,
            Clock clock) {
        HandlerFunction<ServerResponse> track = new Problems()
                .solve(new TrackHandler(settings.maxBodyBytes(), doorkeeper, clients, person, ingest, clock));
        HandlerFunction<ServerResponse> variant =
                new Problems().solve(new VariantHandler(doorkeeper, clients, person, experiments, clock));
        RouterFunctions.Builder routes = RouterFunctions.route()
                .route(
                        RequestPredicates.method(HttpMethod.POST).and(RequestPredicates.path(paths.events())),
                        new AnyOrigin(track, HttpMethod.POST.name()))
                .route(
                        RequestPredicates.method(HttpMethod.POST).and(RequestPredicates.path(paths.variant())),
                        new AnyOrigin(variant, HttpMethod.POST.name()));
        file(routes, paths.script(), "text/javascript", TrackerScript.classic(paths, clients.honorsOptOut()));
        file(routes, paths.module(), "text/javascript", TrackerScript.module(paths, clients.honorsOptOut()));
        file(routes, paths.types(), "text/plain", TrackerScript.types());
        return routes.build();
    }

    private static void file(RouterFunctions.Builder routes, String path, String type, String text) {
        routes.route(
                RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path)),
                new AnyOrigin(new ScriptFile(type, text), HttpMethod.GET.name()));
    }
}
