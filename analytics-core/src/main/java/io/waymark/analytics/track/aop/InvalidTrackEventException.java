/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** An annotation that could never work; found when the bean is created. The message names the method and the attribute. */
public final class InvalidTrackEventException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String attribute;

    InvalidTrackEventException(
            Method method, String attribute, String definition, String problem, @Nullable Throwable cause) {
        super(
                "@TrackEvent on " + method.getDeclaringClass().getName() + "." + method.getName() + ": " + attribute
                        + " '" + definition + "' cannot be used: " + problem,
                cause);
        this.attribute = attribute;
    }

    /** {@return the attribute at fault, or {@code @EventProperty} where that annotation is} */
    public String attribute() {
        return attribute;
    }
}
