/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name of an event as an enum constant, so that it is typed once: {@code enum ShopEvent implements EventName}. For
 * events with properties of their own there is {@link TypedEvent}.
 */
public interface EventName {

    /**
     * The name under which the event is tracked.
     *
     * @return by default the constant's name in lower case: {@code cart_added} for {@code CART_ADDED}
     * @throws UnsupportedOperationException by default, if this is not an enum constant
     */
    default String eventName() {
        if (this instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        throw new UnsupportedOperationException(
                getClass().getName() + " is no enum and must say its event name itself");
    }

    /** {@return a word to group events by; {@code null} for none} */
    default @Nullable String category() {
        return null;
    }

    /** {@return what the event means; {@code null} without a description} */
    default @Nullable String description() {
        return null;
    }
}
