/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells on whose behalf the current thread works. Called by many threads. */
@FunctionalInterface
public interface CurrentPerson {

    /** {@return the distinct id of the person, or {@code null} if it is nobody in particular} */
    @Nullable
    String distinctId();

    /**
     * The distinct id of the person for an event of an earlier time: a visitor who is recognised for a day only had
     * another one on the day before.
     *
     * @param at when the event happened
     * @return the distinct id, or {@code null} if it is nobody in particular; unless told otherwise that of now
     */
    default @Nullable String distinctId(Instant at) {
        return distinctId();
    }
}
