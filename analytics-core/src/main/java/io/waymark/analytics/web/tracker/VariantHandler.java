/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.web.exchange.ClientContexts;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Tells a page which variant to show, and counts it as seen. Browsers that are not to be tracked get what somebody gets who
 * does not take part.
 */
final class VariantHandler implements HandlerFunction<ServerResponse> {

    private static final int MAX_BODY_BYTES = 10_000;

    private final Doorkeeper doorkeeper;
    private final ClientContexts clients;
    private final BrowserPerson person;
    private final Supplier<? extends @Nullable Experiments> experiments;
    private final Clock clock;

    VariantHandler(
            Doorkeeper doorkeeper,
            ClientContexts clients,
            BrowserPerson person,
            Supplier<? extends @Nullable Experiments> experiments,
            Clock clock) {
        this.doorkeeper = doorkeeper;
        this.clients = clients;
        this.person = person;
        this.experiments = experiments;
        this.clock = clock;
    }

    @Override
    public ServerResponse handle(ServerRequest request) {
        HttpServletRequest servletRequest = request.servletRequest();
        ClientContexts.markAsDoor(servletRequest);
        TrackRequest sent = TrackRequest.read(servletRequest, MAX_BODY_BYTES);
        AppId app = sent.admit(request, doorkeeper);
        JsonNode asked = sent.events().isEmpty()
                ? MissingNode.getInstance()
                : sent.events().get(0);
        String experiment = TrackRequest.text(asked.get("experiment"));
        if (experiment == null) {
            throw new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "The key of an experiment is expected"));
        }
        boolean unwanted = clients.read(servletRequest).unwanted() != null;
        String own = TrackRequest.text(asked.get("distinctId"));
        String who = unwanted ? null : own != null ? own : person.idOf(app, servletRequest, clock.instant());
        Experiments present = experiments.get();
        String variant = present == null
                ? Assignment.UNDEFINED_VARIANT
                : present.expose(app, experiment, who).variant();
        return ServerResponse.ok().cacheControl(CacheControl.noStore()).body(Map.of("variant", variant));
    }
}
