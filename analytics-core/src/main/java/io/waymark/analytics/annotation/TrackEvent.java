/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.annotation;

import io.waymark.analytics.Delivery;
import io.waymark.analytics.TypedEvent;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tracks an event whenever the method ends, as in {@code @TrackEvent("order_placed")}.
 *
 * <p>Works on methods of Spring beans that are called from another bean, as all of Spring's advice does; the annotation
 * may be on the class's method, on an interface's, or on an annotation of your own. The event is tracked after the
 * method, and any transaction around it, has ended, or with {@link Delivery#TRANSACTIONAL} in that transaction; a
 * {@code CompletionStage} or a Reactor {@code Mono} is followed to its end. Nothing that goes wrong with the event
 * reaches the caller.
 *
 * <p>{@link #userId()}, {@link #properties()} and {@link #condition()} are expressions (SpEL) over the arguments by
 * name ({@code #order}, for classes compiled with {@code -parameters}) or position ({@code #a0}), {@code #result}
 * (what the method returned), {@code #error} (what it threw), {@code #principal} (Spring Security's) and {@code #root},
 * with {@code target}, {@code method} and {@code args}. They are read when the bean is created: a mistake in one, or a
 * variable that does not exist, stops the application's start.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface TrackEvent {

    /** The name of the event. Either this or {@link #type()} is given. */
    String value() default "";

    /**
     * The type of the event, a record, which gives it its name. Properties that the record does not have stop the
     * application's start.
     */
    Class<? extends TypedEvent> type() default TypedEvent.class;

    /** Who did it, as an expression. By default the {@link io.waymark.analytics.person.CurrentPerson}. */
    String userId() default "";

    /** Properties, each as {@code key=expression}, for example {@code "total=#result.total"}. */
    String[] properties() default {};

    /** An event is tracked only if this expression is true. By default it always is. */
    String condition() default "";

    /** After which end of the method an event is tracked. */
    On on() default On.SUCCESS;

    /**
     * What is promised of the event, one value. By default what {@code analytics.ingest.delivery} says. An event of a
     * failure is never {@link Delivery#TRANSACTIONAL}, as it would go with the transaction; it is {@link Delivery#ASYNC}.
     */
    Delivery[] delivery() default {};

    /** How a method can end. */
    enum On {
        /** It returned. */
        SUCCESS,
        /** It threw. Adds {@code outcome}, {@code duration_ms} and {@code error}, the exception's class. */
        FAILURE,
        /** Either. Adds {@code outcome}, {@code duration_ms} and, after a failure, {@code error}. */
        BOTH
    }
}
