/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import io.waymark.analytics.Delivery;
import io.waymark.analytics.annotation.EventProperty;
import io.waymark.analytics.annotation.TrackEvent;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.expression.Expression;

/**
 * What is to be tracked about a method, read from its annotations.
 *
 * @param method the method of the bean's class
 * @param eventName the name of the event
 * @param userId who did it, or {@code null} for the current person
 * @param condition whether to track, or {@code null} for always
 * @param properties the properties by key
 * @param arguments the positions of arguments that are properties, by key
 * @param usesPrincipal whether an expression asks for the authenticated principal
 * @param on after which end
 * @param delivery what is promised of the event, or {@code null} for what is configured
 */
record TrackedMethod(
        Method method,
        String eventName,
        @Nullable Expression userId,
        @Nullable Expression condition,
        Map<String, Expression> properties,
        Map<String, Integer> arguments,
        boolean usesPrincipal,
        TrackEvent.On on,
        @Nullable Delivery delivery) {

    static TrackedMethod read(TrackEvent annotation, Method method) {
        TrackedType type = TrackedType.of(annotation, method);
        List<String> parameterNames = new ArrayList<>();
        Map<String, Integer> arguments = new LinkedHashMap<>();
        for (MethodParameter parameter : new AnnotatedMethod(method).getMethodParameters()) {
            parameter.initParameterNameDiscovery(TrackedExpressions.PARAMETER_NAMES);
            String name = parameter.getParameterName();
            if (name != null) {
                parameterNames.add(name);
            }
            EventProperty property = parameter.getParameterAnnotation(EventProperty.class);
            if (property != null) {
                arguments.put(keyOf(property, name, method), parameter.getParameterIndex());
            }
        }
        TrackedExpressions expressions = new TrackedExpressions(method, parameterNames);
        Expression userId = expressions.optional("userId", annotation.userId());
        Expression condition = expressions.optional("condition", annotation.condition());
        Map<String, Expression> properties = expressions.keyed("properties", annotation.properties());
        type.check(arguments.keySet(), "@EventProperty");
        type.check(properties.keySet(), "properties");
        return new TrackedMethod(
                method,
                type.eventName(),
                userId,
                condition,
                properties,
                arguments,
                expressions.usePrincipal(),
                annotation.on(),
                delivery(annotation, method));
    }

    private static @Nullable Delivery delivery(TrackEvent annotation, Method method) {
        Delivery[] deliveries = annotation.delivery();
        if (deliveries.length > 1) {
            throw new InvalidTrackEventException(
                    method, "delivery", Arrays.toString(deliveries), "an event has one delivery", null);
        }
        return deliveries.length == 0 ? null : deliveries[0];
    }

    boolean wants(boolean success) {
        return on == TrackEvent.On.BOTH || on == (success ? TrackEvent.On.SUCCESS : TrackEvent.On.FAILURE);
    }

    private static String keyOf(EventProperty property, @Nullable String parameterName, Method method) {
        if (!property.value().isBlank()) {
            return property.value();
        }
        if (parameterName == null) {
            throw new InvalidTrackEventException(
                    method,
                    "@EventProperty",
                    "",
                    "the parameter's name is not known: give the property a name or compile with -parameters",
                    null);
        }
        return parameterName;
    }
}
