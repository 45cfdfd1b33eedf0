/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import io.waymark.analytics.AppId;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.track.Ingest;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Tracks calls of methods annotated with {@link TrackEvent @TrackEvent}.
 *
 * <p>Expressions are read when a bean with such a method is created; a faulty one fails the bean.
 *
 * <p>Where beans are advised by more than this, calls pass, from the outside in: security (a call that is refused is
 * not tracked), this advisor, then transactions, caches and everything else of lowest precedence. So an event is
 * tracked after the commit, a commit that fails is a failure, and an answer from a cache is tracked as well.
 *
 * <p>An application that replaces it gives its bean {@code BeanDefinition.ROLE_INFRASTRUCTURE}: the proxy creator that
 * is registered where there is none passes over other advisors.
 */
public final class TrackEventAdvisor extends StaticMethodMatcherPointcutAdvisor {

    /** Just outside Spring's advisors for transactions and caches. */
    public static final int DEFAULT_ORDER = Ordered.LOWEST_PRECEDENCE - 100;

    private static final long serialVersionUID = 1L;

    private final transient TrackedMethods methods;

    /**
     * Advises annotated methods. What it needs is asked for when a method is first called, so that the advisor can be
     * created before other beans.
     *
     * @param ingest the way into the store
     * @param app the app that events belong to
     * @param currentPerson who did it, where the annotation does not say
     */
    public TrackEventAdvisor(Supplier<Ingest> ingest, AppId app, Supplier<CurrentPerson> currentPerson) {
        this.methods = new TrackedMethods();
        EventReporter reporter = new EventReporter(ingest, app, currentPerson);
        setAdvice(new TrackEventInterceptor(methods, reporter));
        setOrder(DEFAULT_ORDER);
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        return AnnotationUtils.isCandidateClass(targetClass, TrackEvent.class)
                && methods.find(method, targetClass) != null;
    }
}
