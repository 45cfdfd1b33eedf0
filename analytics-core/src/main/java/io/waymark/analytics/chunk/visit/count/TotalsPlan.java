/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.count;

import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.Labels;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which visits are summed up.
 *
 * @param eventNameIds the names of the events
 * @param range when they happened
 * @param timeout a gap of more than this starts a new visit
 * @param pageView the number of the event name that is a page view; {@code null} if there is none
 * @param onlyViewsBounce whether only a visit of one page view is a bounce; else one of any single event is
 */
public record TotalsPlan(
        Set<Integer> eventNameIds,
        Millis range,
        Duration timeout,
        @Nullable Integer pageView,
        boolean onlyViewsBounce) {

    /** The place of page views in a walk. */
    public static final int VIEW = 1;

    /** The place of all other events. */
    public static final int OTHER = 0;

    public TotalsPlan {
        eventNameIds = Set.copyOf(eventNameIds);
    }

    /**
     * Plans for web statistics: bounces are page views, where there are any.
     *
     * @param eventNameIds the names of the events
     * @param range when they happened
     * @param timeout a gap of more than this starts a new visit
     * @param pageView the number of the event name that is a page view; {@code null} if there is none
     * @return the plan
     */
    public static TotalsPlan ofWeb(
            Set<Integer> eventNameIds, Millis range, Duration timeout, @Nullable Integer pageView) {
        return new TotalsPlan(eventNameIds, range, timeout, pageView, pageView != null);
    }

    /**
     * The same of another time.
     *
     * @param other when the events happened
     * @return the plan
     */
    public TotalsPlan of(Millis other) {
        return new TotalsPlan(eventNameIds, other, timeout, pageView, onlyViewsBounce);
    }

    /**
     * Prepares the walk.
     *
     * @param byClientIds whether clients give session ids
     * @return what to go through
     */
    public EventWalk walk(boolean byClientIds) {
        EventWalk walk = new EventWalk(range, new Labels()).cut(timeout);
        eventNameIds.forEach(name -> walk.put(name, name.equals(pageView) ? VIEW : OTHER));
        return byClientIds ? walk.byClientIds() : walk;
    }
}
