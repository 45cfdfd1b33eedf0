/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.people;

import java.util.List;

/**
 * What a person did, session by session.
 *
 * @param visits the sessions, the latest first
 * @param earlier the address of what came before; empty if this is all
 * @param later the address of the latest; empty if this is it
 * @param purged whether what came before has been deleted by age
 */
public record TimelineModel(List<VisitModel> visits, String earlier, String later, boolean purged) {

    public TimelineModel {
        visits = List.copyOf(visits);
    }

    /**
     * A session.
     *
     * @param id its id
     * @param distinctId whose
     * @param day its day
     * @param length how long it took
     * @param events its events
     */
    public record VisitModel(String id, String distinctId, String day, String length, List<EventModel> events) {

        public VisitModel {
            events = List.copyOf(events);
        }
    }

    /**
     * An event.
     *
     * @param time its time of day
     * @param moment its whole time
     * @param name its name
     * @param detail the path of a page view; empty for other events
     * @param properties the others, as text by key
     */
    public record EventModel(String time, String moment, String name, String detail, List<Fact> properties) {

        public EventModel {
            properties = List.copyOf(properties);
        }
    }

    /**
     * A property.
     *
     * @param key its key
     * @param value its value as text
     */
    public record Fact(String key, String value) {}
}
