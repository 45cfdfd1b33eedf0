/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.annotation.ExperimentVariant;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.person.CurrentPerson;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves {@link ExperimentVariant @ExperimentVariant} arguments of the host's controllers. */
public final class ExperimentVariantArgumentResolver implements HandlerMethodArgumentResolver {

    private final Supplier<Experiments> experiments;
    private final Supplier<CurrentPerson> currentPerson;

    /**
     * Resolves by the experiments of the application.
     *
     * @param experiments tells the variant; asked for with the first request
     * @param currentPerson tells whose request it is; asked for with the first request
     */
    public ExperimentVariantArgumentResolver(Supplier<Experiments> experiments, Supplier<CurrentPerson> currentPerson) {
        this.experiments = experiments;
        this.currentPerson = currentPerson;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(ExperimentVariant.class)
                && parameter.getParameterType().isAssignableFrom(String.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        ExperimentVariant annotation =
                Objects.requireNonNull(parameter.getParameterAnnotation(ExperimentVariant.class));
        return experiments.get().variant(annotation.value(), currentPerson.get().distinctId(), annotation.expose());
    }
}
