/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import io.waymark.analytics.Event;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a {@link BeforeIngestHook} decides about an event: keep it, perhaps changed, or drop it. */
public final class Decision {

    private final @Nullable Event event;
    private final @Nullable String reason;

    private Decision(@Nullable Event event, @Nullable String reason) {
        this.event = event;
        this.reason = reason;
    }

    /**
     * Keeps an event.
     *
     * @param event the event that goes on, the one given or a changed copy
     * @return the decision
     */
    public static Decision keep(Event event) {
        return new Decision(Objects.requireNonNull(event, "event"), null);
    }

    /**
     * Drops the event. Whoever sent it is told, and it is counted under the reason.
     *
     * @param reason why, in a few words; the same words for the same reason, as they are counted by it
     * @return the decision
     */
    public static Decision drop(String reason) {
        return new Decision(null, Objects.requireNonNull(reason, "reason"));
    }

    /** {@return the event that goes on, or {@code null} if it is dropped} */
    public @Nullable Event event() {
        return event;
    }

    /** {@return why the event is dropped, or {@code null} if it goes on} */
    public @Nullable String reason() {
        return reason;
    }
}
