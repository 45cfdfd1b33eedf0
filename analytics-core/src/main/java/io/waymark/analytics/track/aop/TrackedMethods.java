/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import io.waymark.analytics.annotation.TrackEvent;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** Finds annotated methods, through proxies, interfaces and composed annotations, and reads each once. */
final class TrackedMethods {

    private final Map<MethodClassKey, TrackedMethod> known = new ConcurrentHashMap<>();

    @Nullable
    TrackedMethod find(Method method, @Nullable Class<?> targetClass) {
        MethodClassKey key = new MethodClassKey(method, targetClass);
        TrackedMethod found = known.get(key);
        if (found == null) {
            found = read(method, targetClass);
            if (found != null) {
                known.put(key, found);
            }
        }
        return found;
    }

    private static @Nullable TrackedMethod read(Method method, @Nullable Class<?> targetClass) {
        if (method.getDeclaringClass() == Object.class) {
            return null;
        }
        Class<?> userClass = targetClass == null ? null : ClassUtils.getUserClass(targetClass);
        Method specific = AopUtils.getMostSpecificMethod(method, userClass);
        TrackEvent annotation = AnnotatedElementUtils.findMergedAnnotation(specific, TrackEvent.class);
        if (annotation == null && !specific.equals(method)) {
            annotation = AnnotatedElementUtils.findMergedAnnotation(method, TrackEvent.class);
        }
        return annotation == null ? null : TrackedMethod.read(annotation, specific);
    }
}
