/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Follows a Reactor {@link Mono} to its end, each time it is subscribed to. Loaded only where Reactor is present. */
final class MonoResult {

    private MonoResult() {}

    static boolean canFollow(Class<?> returnType, @Nullable Object result) {
        return result instanceof Mono<?> && returnType.isAssignableFrom(Mono.class);
    }

    static @Nullable Object follow(@Nullable Object result, TrackedCall call, EventReporter reporter) {
        if (!(result instanceof Mono<?> mono)) {
            return result;
        }
        return Mono.defer(() -> {
            TrackedCall subscribed = call.startedAt(System.nanoTime());
            return mono.doOnSuccess(value -> reporter.report(subscribed, value, null))
                    .doOnError(error -> reporter.report(subscribed, null, error));
        });
    }
}
