/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.person.profile.Person;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.person.timeline.Timeline;
import io.waymark.analytics.person.timeline.Timeline.Cursor;
import io.waymark.analytics.person.timeline.TimelineEvent;
import io.waymark.analytics.person.timeline.Timelines;
import io.waymark.analytics.person.timeline.Visit;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers what is known of a person. */
public final class PersonRoutes implements ApiRoutes {

    private static final int DEFAULT_EVENTS = 100;
    private static final int DEFAULT_PEOPLE = 20;
    private static final int MAX_PEOPLE = 1_000;
    private static final int MAX_TEXT = 200;

    private final Persons persons;
    private final Timelines timelines;

    /**
     * Answers about people.
     *
     * @param persons who they are
     * @param timelines what they did
     */
    public PersonRoutes(Persons persons, Timelines timelines) {
        this.persons = persons;
        this.timelines = timelines;
    }

    @Override
    public void addTo(ApiRouter router) {
        router.get("/analytics/persons", Compared.never(this::search));
        router.get("/analytics/persons/{id}", Compared.never(this::find));
        router.get("/analytics/persons/{id}/timeline", Compared.never(this::timeline));
        router.get("/analytics/sessions/{id}/timeline", Compared.never(this::session));
    }

    private ServerResponse search(ApiRequest request) {
        return ApiReply.ok(Map.of("users", request.parameters(Set.of("limit"), input -> {
            String text = input.at("search").requiredText(MAX_TEXT);
            Integer limit = input.at("limit").integer(1, MAX_PEOPLE);
            return text == null
                    ? null
                    : persons.search(request.app(), text, Objects.requireNonNullElse(limit, DEFAULT_PEOPLE));
        })));
    }

    private ServerResponse timeline(ApiRequest request) {
        String id = request.path("id");
        Asked asked = request.parameters(Set.of("limit"), input -> {
            Integer limit = input.at("limit").integer(1, Timelines.MAX_EVENTS);
            String before = input.at("before").text(MAX_TEXT);
            Cursor cursor = before == null ? null : Cursor.parse(before);
            if (before != null && cursor == null) {
                input.at("before").fault("must be what an answer named as 'next'");
            }
            return new Asked(Objects.requireNonNullElse(limit, DEFAULT_EVENTS), cursor);
        });
        Timeline timeline = timelines
                .of(request.app(), id, asked.limit, asked.before)
                .orElseThrow(() -> ApiRequest.notFound("person", id));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sessions", timeline.visits().stream().map(PersonRoutes::write).toList());
        Cursor next = timeline.before();
        json.put("next", next == null ? null : next.toString());
        json.put("purged", timeline.purged());
        return ApiReply.ok(json);
    }

    private ServerResponse session(ApiRequest request) {
        String id = request.path("id");
        Visit visit = timelines.session(request.app(), id).orElseThrow(() -> ApiRequest.notFound("session", id));
        return ApiReply.ok(write(visit));
    }

    private static Map<String, Object> write(Visit visit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", visit.id());
        json.put("userId", visit.distinctId());
        json.put("start", visit.start());
        json.put("end", visit.end());
        json.put("durationSeconds", visit.duration().toMillis() / 1000.0);
        json.put("events", visit.events().stream().map(PersonRoutes::write).toList());
        return json;
    }

    private static Map<String, Object> write(TimelineEvent event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", event.event());
        json.put("timestamp", event.occurredAt());
        json.put("receivedAt", event.receivedAt());
        json.put("properties", event.properties());
        return json;
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

    private record Asked(int limit, @Nullable Cursor before) {}
}
