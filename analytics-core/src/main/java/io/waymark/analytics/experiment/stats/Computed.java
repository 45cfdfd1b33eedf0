/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A figure, or the reason why there is none. Takes the place of {@code NaN}, which nobody can explain to a reader.
 *
 * @param <T> the kind of figure
 */
public sealed interface Computed<T> {

    /**
     * A figure that could be computed.
     *
     * @param <T> the kind of figure
     * @param value the figure
     */
    record Value<T>(T value) implements Computed<T> {}

    /**
     * A figure that could not be computed.
     *
     * @param <T> the kind of figure
     * @param reason why not
     */
    record NotComputable<T>(Reason reason) implements Computed<T> {}

    /** Why a figure cannot be computed. */
    enum Reason {
        /** Nobody has been observed. */
        NO_TRIALS,
        /** Too few people or conversions for the method to hold. */
        TOO_FEW,
        /** The control has no conversions, so nothing can be relative to it. */
        ZERO_BASELINE,
        /** Nobody or everybody converted, or there is only one person, so nothing varies. */
        ZERO_VARIANCE,
        /** There is nothing to divide by: the denominators of a ratio sum up to 0. */
        ZERO_DENOMINATOR,
        /** People came in several phases with different weights, and the method only knows counts of one. */
        SEVERAL_PHASES
    }

    /**
     * A figure that could be computed.
     *
     * @param <T> the kind of figure
     * @param value the figure
     * @return the figure
     */
    static <T> Computed<T> of(T value) {
        return new Value<>(value);
    }

    /**
     * A figure that could not be computed.
     *
     * @param <T> the kind of figure
     * @param reason why not
     * @return no figure
     */
    static <T> Computed<T> not(Reason reason) {
        return new NotComputable<>(reason);
    }

    /** {@return the figure, or null if there is none} */
    default @Nullable T orNull() {
        return this instanceof Value<T> known ? known.value() : null;
    }

    /** {@return why there is no figure, or null if there is one} */
    default @Nullable Reason reason() {
        return this instanceof NotComputable<T> unknown ? unknown.reason() : null;
    }

    /**
     * Derives a figure, if there is one.
     *
     * @param <R> the kind of the derived figure
     * @param function what to do with it
     * @return the derived figure, or the same reason
     */
    default <R> Computed<R> map(Function<? super T, ? extends R> function) {
        return this instanceof Value<T> known
                ? of(function.apply(known.value()))
                : not(((NotComputable<T>) this).reason());
    }
}
