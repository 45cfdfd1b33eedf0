/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.Event;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/** Takes who is who and what is known of them, and answers when that is committed. */
public final class IdentifyRoutes implements ApiRoutes {

    private final Ingest ingest;

    /**
     * Takes what is said of people.
     *
     * @param ingest the way into the store
     */
    public IdentifyRoutes(Ingest ingest) {
        this.ingest = ingest;
    }

    @Override
    public void addTo(ApiRouter router) {
        router.add(HttpMethod.POST, "/identify", Grant.INGEST, this::identify);
        router.add(HttpMethod.POST, "/alias", Grant.INGEST, this::alias);
    }

    private ServerResponse identify(ApiRequest request) {
        return record(request, PersonJson.identify(request.body()), "/userId");
    }

    private ServerResponse alias(ApiRequest request) {
        JsonNode body = request.body();
        return record(request, PersonJson.alias(body), body.hasNonNull("distinctId") ? "/distinctId" : "/userId");
    }

    private ServerResponse record(ApiRequest request, Event event, String who) {
        return OutcomeReply.of(
                ingest.record(request.app(), List.of(event)).get(0),
                pointer -> pointer.equals("/distinctId") ? who : asSent(pointer));
    }

    /** The properties of the event hold those of the person. */
    private static String asSent(String pointer) {
        return pointer.replaceFirst("^/properties/\\$set_once", "/setOnce")
                .replaceFirst("^/properties/\\$set", "/properties")
                .replaceFirst("^/properties/\\$unset", "/unset");
    }
}
