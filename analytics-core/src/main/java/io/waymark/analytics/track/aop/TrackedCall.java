/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** One call of a tracked method; {@code #root} in expressions. */
final class TrackedCall {

    private final TrackedMethod tracked;
    private final @Nullable Object target;
    private final @Nullable Object[] args;
    private final @Nullable String person;
    private final @Nullable Object principal;
    private final long startedNanos;

    TrackedCall(
            TrackedMethod tracked,
            @Nullable Object target,
            @Nullable Object[] args,
            @Nullable String person,
            @Nullable Object principal,
            long startedNanos) {
        this.tracked = tracked;
        this.target = target;
        this.args = args;
        this.person = person;
        this.principal = principal;
        this.startedNanos = startedNanos;
    }

    /** The same call, begun now: a publisher does its work when somebody subscribes. */
    TrackedCall startedAt(long nanos) {
        return new TrackedCall(tracked, target, args, person, principal, nanos);
    }

    /** The same call, as of when the method has returned: by then somebody may have logged in. */
    TrackedCall returnedBy(@Nullable String laterPerson, @Nullable Object laterPrincipal) {
        return new TrackedCall(
                tracked,
                target,
                args,
                laterPerson == null ? person : laterPerson,
                laterPrincipal == null ? principal : laterPrincipal,
                startedNanos);
    }

    TrackedMethod tracked() {
        return tracked;
    }

    @Nullable
    String person() {
        return person;
    }

    @Nullable
    Object principal() {
        return principal;
    }

    long startedNanos() {
        return startedNanos;
    }

    public @Nullable Object getTarget() {
        return target;
    }

    public Method getMethod() {
        return tracked.method();
    }

    public @Nullable Object[] getArgs() {
        return args;
    }
}
