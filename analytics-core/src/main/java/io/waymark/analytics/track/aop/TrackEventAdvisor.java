/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Delivery;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.track.Ingest;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.function.SingletonSupplier;

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
 *
 * <p>What is {@link Delivery#TRANSACTIONAL} must be tracked before the commit instead. A second advisor of this class,
 * {@link #insideTransactions}, does that: it has the lowest precedence, like the one for transactions, and is inside of
 * that if it is registered after it.
 */
public final class TrackEventAdvisor extends StaticMethodMatcherPointcutAdvisor {

    /** Just outside Spring's advisors for transactions and caches. */
    public static final int DEFAULT_ORDER = Ordered.LOWEST_PRECEDENCE - 100;

    private static final long serialVersionUID = 1L;

    private final transient TrackedMethods methods;
    private final transient Supplier<Delivery> delivery;
    private final boolean transactional;

    /**
     * Advises annotated methods. What it needs is asked for when a method is first called, so that the advisor can be
     * created before other beans.
     *
     * @param ingest the way into the store
     * @param app the app that events belong to
     * @param currentPerson who did it, where the annotation does not say
     * @param delivery what is promised, where the annotation does not say
     */
    public TrackEventAdvisor(
            Supplier<Ingest> ingest, AppId app, Supplier<CurrentPerson> currentPerson, Supplier<Delivery> delivery) {
        this(ingest, app, currentPerson, delivery, false);
    }

    private TrackEventAdvisor(
            Supplier<Ingest> ingest,
            AppId app,
            Supplier<CurrentPerson> currentPerson,
            Supplier<Delivery> delivery,
            boolean transactional) {
        this.methods = new TrackedMethods();
        this.delivery = SingletonSupplier.of(delivery);
        this.transactional = transactional;
        setAdvice(new TrackEventInterceptor(methods, new EventReporter(ingest, app, currentPerson, this.delivery)));
        setOrder(transactional ? Ordered.LOWEST_PRECEDENCE : DEFAULT_ORDER);
    }

    /**
     * Advises annotated methods whose events are {@link Delivery#TRANSACTIONAL}; the other advisor leaves them alone.
     *
     * @param ingest the way into the store
     * @param app the app that events belong to
     * @param currentPerson who did it, where the annotation does not say
     * @param delivery what is promised, where the annotation does not say
     * @return the advisor
     */
    public static TrackEventAdvisor insideTransactions(
            Supplier<Ingest> ingest, AppId app, Supplier<CurrentPerson> currentPerson, Supplier<Delivery> delivery) {
        return new TrackEventAdvisor(ingest, app, currentPerson, delivery, true);
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        if (!AnnotationUtils.isCandidateClass(targetClass, TrackEvent.class)) {
            return false;
        }
        TrackedMethod tracked = methods.find(method, targetClass);
        return tracked != null && (promised(tracked) == Delivery.TRANSACTIONAL) == transactional;
    }

    private Delivery promised(TrackedMethod tracked) {
        return tracked.delivery() == null ? delivery.get() : tracked.delivery();
    }
}
