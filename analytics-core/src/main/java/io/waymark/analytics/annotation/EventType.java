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

/** Says what an event that is a {@link io.waymark.analytics.TypedEvent} is called, and what it means. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventType {

    /**
     * The name of the event. By default the record's own in snake case, {@code order_placed} for {@code OrderPlaced};
     * a name given here outlives a renaming of the record.
     */
    String name() default "";

    /** A word to group events by. By default none. */
    String category() default "";

    /** What the event means. By default nothing. */
    String description() default "";
}
