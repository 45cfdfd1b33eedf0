/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person;

import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the events that say who is who. They go the way of all events. */
public final class PersonEvents {

    private PersonEvents() {}

    /**
     * Says that somebody is a known person.
     *
     * @param userId the known person
     * @param anonymousId the id they had before, or {@code null}
     * @param set properties of the person that replace earlier ones
     * @return the event, without id and time
     */
    public static Event identify(String userId, @Nullable String anonymousId, Map<String, ?> set) {
        Event.Builder event = Event.builder(StandardEvents.IDENTIFY, userId);
        if (anonymousId != null) {
            event.property(StandardProperties.ANONYMOUS_ID, anonymousId);
        }
        if (!set.isEmpty()) {
            event.property(StandardProperties.SET, set);
        }
        return event.build();
    }

    /**
     * Says that two ids are of one person.
     *
     * @param distinctId an id of the person
     * @param alias the other one
     * @return the event, without id and time
     */
    public static Event alias(String distinctId, String alias) {
        return Event.builder(StandardEvents.ALIAS, distinctId)
                .property(StandardProperties.ALIAS, Objects.requireNonNull(alias, "alias"))
                .build();
    }
}
