/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.lifecycle;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.lifecycle.LifecycleState;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the forms of lifecycle and stickiness say.
 *
 * @param event the event that makes somebody active; blank for any
 * @param period {@code DAY}, {@code WEEK} or {@code MONTH}
 */
public record ActivityForm(String event, CalendarInterval period) {

    static ActivityForm read(Map<String, String> parameters) {
        return new ActivityForm(
                parameters.getOrDefault("event", "").strip(),
                switch (parameters.getOrDefault("period", "week")) {
                    case "day" -> CalendarInterval.DAY;
                    case "month" -> CalendarInterval.MONTH;
                    default -> CalendarInterval.WEEK;
                });
    }

    /** {@return the event; null for any} */
    @Nullable
    String eventName() {
        return event.isBlank() ? null : event;
    }

    /**
     * The name of a state in the address and in the bundle.
     *
     * @param state which
     * @return its name
     */
    public static String key(LifecycleState state) {
        return state == LifecycleState.NEW ? "fresh" : state.name().toLowerCase(Locale.ROOT);
    }

    /** {@return the name of the period in the bundle} */
    public String unit() {
        return period.name().toLowerCase(Locale.ROOT);
    }
}
