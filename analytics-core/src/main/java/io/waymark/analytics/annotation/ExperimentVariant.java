/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a controller method the variant that the person of the request has in an experiment, as a {@code String}.
 *
 * <p>Arguments are made before the method runs: where it may turn out that the person sees nothing of the variant, do not
 * expose here, but call {@code Experiments.expose} once they do.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ExperimentVariant {

    /** The key of the experiment. */
    String value();

    /** Whether this counts as the person having seen the variant. */
    boolean expose() default true;
}
