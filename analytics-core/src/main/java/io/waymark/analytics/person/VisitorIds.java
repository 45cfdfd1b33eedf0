/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person;

import io.waymark.analytics.AppId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gives a visitor without cookie and login a distinct id that is the same for the rest of the day and cannot be linked
 * with that of another day. Safe for use by many threads.
 */
@FunctionalInterface
public interface VisitorIds {

    /**
     * The distinct id of a visitor.
     *
     * @param app the app that is visited
     * @param ip the visitor's address; used for the id and not kept
     * @param userAgent the visitor's program; {@code null} if it does not say
     * @param at when
     * @return the id
     */
    String idOf(AppId app, String ip, @Nullable String userAgent, Instant at);
}
