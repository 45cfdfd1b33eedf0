/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import java.util.UUID;

/** The ids under which events count once. */
public final class EventIds {

    private EventIds() {}

    /**
     * The event id that stands for a client's own: the id itself if it is a UUID, else one derived from it, the same
     * for the same text.
     *
     * @param text what the client sent
     * @return the event id
     */
    public static UUID of(String text) {
        throw new UnsupportedOperationException();
    }
}
