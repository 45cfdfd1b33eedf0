/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventNames;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The numbers of the event names that a segment asks for. */
final class SegmentNames {

    private final AppId app;
    private final EventNames eventNames;

    SegmentNames(AppId app, EventNames eventNames) {
        this.app = app;
        this.eventNames = eventNames;
    }

    @Nullable
    Integer of(String name) {
        return eventNames.find(app, Set.of(name)).get(name);
    }

    Collection<Integer> all() {
        return eventNames.all(app).values();
    }
}
