/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an argument of a {@link TrackEvent @TrackEvent} method a property of the event, or gives the property that a
 * component of a {@link io.waymark.analytics.TypedEvent} is another key.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface EventProperty {

    /** The key; the name of the parameter or component by default. */
    String value() default "";
}
