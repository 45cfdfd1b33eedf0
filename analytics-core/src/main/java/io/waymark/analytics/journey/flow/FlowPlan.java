/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.journey.step.StepNames;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which part of each journey is kept: around the step at place 0.
 *
 * @param anchor which step that is
 * @param event the step that it is about; {@code null} if it is about none
 * @param before how many steps before it are kept
 * @param after how many steps after it are kept; none with {@link Anchor#LAST}
 * @param quietFrom with {@link Anchor#LAST}, only people without an event from then on are shown, in milliseconds since the
 *     epoch
 */
public record FlowPlan(Anchor anchor, @Nullable String event, int before, int after, long quietFrom) {

    public FlowPlan {
        Objects.requireNonNull(anchor, "anchor");
    }

    /** The number of the step that it is about; any, if it is about none. */
    int number(StepNames names) {
        return event == null ? 0 : names.number(event);
    }

    /** Which step of a journey is at place 0. */
    public enum Anchor {
        /** The first. */
        FIRST,
        /** The first time of a given one. */
        EVENT,
        /** The last. */
        LAST
    }
}
