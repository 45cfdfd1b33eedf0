/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Delivery;
import io.waymark.analytics.Event;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.accept.Failures;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/** Makes an event of a call that has ended. Never throws an exception: what goes wrong is logged and counted. */
final class EventReporter {

    static final String NO_PERSON = "no person";
    static final String FAILED = "expression failed";

    private static final Logger log = LoggerFactory.getLogger(EventReporter.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final boolean SECURITY = ClassUtils.isPresent(
            "org.springframework.security.core.context.SecurityContextHolder", EventReporter.class.getClassLoader());

    private final Supplier<Ingest> ingest;
    private final AppId app;
    private final Supplier<CurrentPerson> currentPerson;
    private final Supplier<Delivery> delivery;
    private final Set<Object> complained = ConcurrentHashMap.newKeySet();

    EventReporter(
            Supplier<Ingest> ingest, AppId app, Supplier<CurrentPerson> currentPerson, Supplier<Delivery> delivery) {
        this.ingest = SingletonSupplier.of(ingest);
        this.app = app;
        this.currentPerson = SingletonSupplier.of(currentPerson);
        this.delivery = delivery;
    }

    TrackedCall begin(TrackedMethod tracked, @Nullable Object target, @Nullable Object[] args) {
        return new TrackedCall(tracked, target, args, person(tracked), principal(tracked), System.nanoTime());
    }

    TrackedCall returned(TrackedCall call) {
        return call.returnedBy(person(call.tracked()), principal(call.tracked()));
    }

    void report(TrackedCall call, @Nullable Object result, @Nullable Throwable error) {
        if (!call.tracked().wants(error == null)) {
            return;
        }
        try {
            track(call, result, error);
        } catch (Throwable e) {
            Failures.rethrowIfFatal(e);
            complain(call.tracked(), call.tracked(), e);
            count(FAILED);
        }
    }

    private void track(TrackedCall call, @Nullable Object result, @Nullable Throwable error) {
        TrackedMethod tracked = call.tracked();
        MethodBasedEvaluationContext context = new MethodBasedEvaluationContext(
                call, tracked.method(), call.getArgs(), TrackedExpressions.PARAMETER_NAMES);
        context.setVariable("result", result);
        context.setVariable("error", error);
        context.setVariable("principal", call.principal());
        if (tracked.condition() != null
                && !Boolean.TRUE.equals(tracked.condition().getValue(context, Boolean.class))) {
            return;
        }
        String person =
                tracked.userId() == null ? call.person() : text(tracked.userId().getValue(context));
        if (person == null || person.isBlank()) {
            count(NO_PERSON);
            return;
        }
        Event.Builder event = Event.builder(tracked.eventName(), person);
        for (Map.Entry<String, Integer> argument : tracked.arguments().entrySet()) {
            event.property(argument.getKey(), call.getArgs()[argument.getValue()]);
        }
        tracked.properties().forEach((key, expression) -> add(event, key, expression, context, tracked));
        if (tracked.on() != TrackEvent.On.SUCCESS) {
            event.property("outcome", (error == null ? "SUCCESS" : "FAILURE").toLowerCase(Locale.ROOT));
            event.property("duration_ms", (System.nanoTime() - call.startedNanos()) / NANOS_PER_MILLI);
            if (error != null) {
                event.property("error", error.getClass().getName());
            }
        }
        ingest.get().deliver(app, event.build(), delivery(tracked, error));
    }

    /** What belongs to a transaction that fails would go with it. */
    private Delivery delivery(TrackedMethod tracked, @Nullable Throwable error) {
        Delivery promised = tracked.delivery() == null ? delivery.get() : tracked.delivery();
        return promised == Delivery.TRANSACTIONAL && error != null ? Delivery.ASYNC : promised;
    }

    /** An event without one of its properties is worth more than none. */
    private void add(
            Event.Builder event, String key, Expression expression, EvaluationContext context, TrackedMethod tracked) {
        try {
            event.property(key, expression.getValue(context));
        } catch (RuntimeException e) {
            complain(expression, tracked, e);
        }
    }

    private @Nullable String person(TrackedMethod tracked) {
        if (tracked.userId() != null) {
            return null;
        }
        try {
            return currentPerson.get().distinctId();
        } catch (Throwable e) {
            Failures.rethrowIfFatal(e);
            complain(currentPerson, tracked, e);
            return null;
        }
    }

    private @Nullable Object principal(TrackedMethod tracked) {
        if (!SECURITY || !tracked.usesPrincipal()) {
            return null;
        }
        try {
            return CurrentPrincipal.get();
        } catch (Throwable e) {
            Failures.rethrowIfFatal(e);
            complain(tracked.method(), tracked, e);
            return null;
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return present == null ? null : present.toString();
    }

    private void count(String reason) {
        try {
            ingest.get().countDropped(reason);
        } catch (Throwable e) {
            Failures.rethrowIfFatal(e);
            log.error("An event cannot be tracked: there is no way into the store", e);
        }
    }

    /** Each trouble is told once; the counters tell how often it comes. */
    private void complain(Object about, TrackedMethod tracked, Throwable cause) {
        if (complained.add(about)) {
            log.warn(
                    "@TrackEvent(\"{}\") on {}.{} cannot be followed{}",
                    tracked.eventName(),
                    tracked.method().getDeclaringClass().getName(),
                    tracked.method().getName(),
                    about instanceof Expression expression ? ": '" + expression.getExpressionString() + "'" : "",
                    cause);
        }
    }
}
