/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.chunk.visit.WalkedEvents;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which label each event has. Safe for use by many threads. */
public final class SessionPlan {

    private static final int NO_COLUMN = -1;

    private final Labels labels = new Labels();
    private final EventWalk walk;
    private final ZoneId zone;
    private final int[] nameLabels;
    private final int column;
    private final int view;
    private final boolean anyBounces;

    /**
     * Plans a walk.
     *
     * @param names the numbers of the events' names, by name
     * @param range when the events happened
     * @param timeout a gap of more than this starts a new visit
     * @param zone whose days
     * @param labelProperty the property whose value is the label of an event that has it; {@code null} for the name only
     * @param pageViewId the number of the event name that is a page view; {@code null} for none
     */
    public SessionPlan(
            Map<String, Integer> names,
            Millis range,
            Duration timeout,
            ZoneId zone,
            @Nullable String labelProperty,
            @Nullable Integer pageViewId) {
        this.zone = zone;
        this.walk = new EventWalk(range, labels).cut(timeout);
        List<String> texts = new ArrayList<>(names.keySet());
        this.nameLabels = texts.stream().mapToInt(labels::of).toArray();
        for (int place = 0; place < nameLabels.length; place++) {
            walk.putInOrder(names.getOrDefault(texts.get(place), 0), place);
        }
        this.column = labelProperty == null ? NO_COLUMN : walk.label(labelProperty, names.values());
        this.view = new ArrayList<>(names.values()).indexOf(pageViewId);
        this.anyBounces = pageViewId == null;
    }

    /** {@return what to go through} */
    public EventWalk walk() {
        return walk;
    }

    /**
     * Starts to sum up.
     *
     * @param events tells the labels of events
     * @return the sum
     */
    public SessionSum sum(WalkedEvents events) {
        return new SessionSum(this, events);
    }

    Labels labels() {
        return labels;
    }

    ZoneId zone() {
        return zone;
    }

    boolean isView(int place) {
        return place == view;
    }

    /** Whether a visit of one event is a bounce. */
    boolean isBounce(int views) {
        return anyBounces || views == 1;
    }

    int label(int place, WalkedEvents events, long event) {
        int label = column == NO_COLUMN ? Labels.NONE : events.label(column, event);
        return label == Labels.NONE ? nameLabels[place] : label;
    }
}
