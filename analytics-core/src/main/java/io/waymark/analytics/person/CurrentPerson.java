/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person;

import org.jspecify.annotations.Nullable;

/** Tells on whose behalf the current thread works. Called by many threads. */
@FunctionalInterface
public interface CurrentPerson {

    /** {@return the distinct id of the person, or {@code null} if it is nobody in particular} */
    @Nullable
    String distinctId();
}
