/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import io.waymark.analytics.AppId;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.track.Ingest;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;

/** Tracks calls of methods annotated with {@code @TrackEvent}. */
public final class TrackEventAdvisor extends StaticMethodMatcherPointcutAdvisor {

    private static final long serialVersionUID = 1L;

    /**
     * Advises annotated methods. What it needs is asked for when a method is first called, so that the advisor can be
     * created before other beans.
     *
     * @param ingest the way into the store
     * @param app the app that events belong to
     * @param currentPerson who did it, where the annotation does not say
     */
    public TrackEventAdvisor(Supplier<Ingest> ingest, AppId app, Supplier<CurrentPerson> currentPerson) {}

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        throw new UnsupportedOperationException();
    }
}
