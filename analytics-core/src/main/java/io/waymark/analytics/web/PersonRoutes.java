/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.person.profile.Person;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers what is known of a person. */
public final class PersonRoutes implements ApiRoutes {

    private final Persons persons;

    /**
     * Answers about people.
     *
     * @param persons who they are
     */
    public PersonRoutes(Persons persons) {
        this.persons = persons;
    }

    @Override
    public void addTo(ApiRouter router) {
        router.get("/analytics/persons/{id}", this::find);
    }

    private ServerResponse find(ApiRequest request) {
        String id = request.path("id");
        Person person = persons.find(request.app(), id).orElseThrow(() -> ApiRequest.notFound("person", id));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("distinctIds", person.distinctIds());
        json.put("properties", person.properties());
        json.put("firstSeen", person.firstSeen());
        json.put("lastSeen", person.lastSeen());
        return ApiReply.ok(json);
    }
}
