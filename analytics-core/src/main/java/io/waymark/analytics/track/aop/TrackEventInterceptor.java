/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/** Lets the call happen as if nothing were around it, and reports how it ended. */
final class TrackEventInterceptor implements MethodInterceptor {

    private static final boolean REACTOR =
            ClassUtils.isPresent("reactor.core.publisher.Mono", TrackEventInterceptor.class.getClassLoader());

    private final TrackedMethods methods;
    private final EventReporter reporter;

    TrackEventInterceptor(TrackedMethods methods, EventReporter reporter) {
        this.methods = methods;
        this.reporter = reporter;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        TrackedMethod tracked =
                methods.find(invocation.getMethod(), target == null ? null : AopUtils.getTargetClass(target));
        if (tracked == null) {
            return invocation.proceed();
        }
        TrackedCall call = reporter.begin(tracked, target, invocation.getArguments());
        Object result;
        try {
            result = invocation.proceed();
        } catch (Throwable e) {
            reporter.report(reporter.returned(call), null, e);
            throw e;
        }
        return follow(reporter.returned(call), invocation, result);
    }

    private @Nullable Object follow(TrackedCall call, MethodInvocation invocation, @Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            // Beside the stage, not in its place: the caller keeps the object that the method returned.
            stage.whenComplete((value, error) -> reporter.report(call, value, unwrap(error)));
            return result;
        }
        if (REACTOR && MonoResult.canFollow(invocation.getMethod().getReturnType(), result)) {
            return MonoResult.follow(result, call, reporter);
        }
        reporter.report(call, result, null);
        return result;
    }

    private static @Nullable Throwable unwrap(@Nullable Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
