/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import java.util.Objects;

/**
 * Which part of each journey is kept: around the step at place 0.
 *
 * @param anchor which step that is
 * @param event the number of the step that it is about, if it is about one
 * @param before how many steps before it are kept
 * @param after how many steps after it are kept; none with {@link Anchor#LAST}
 * @param quietFrom with {@link Anchor#LAST}, only people without an event from then on are shown, in milliseconds since the
 *     epoch
 */
public record FlowPlan(Anchor anchor, int event, int before, int after, long quietFrom) {

    public FlowPlan {
        Objects.requireNonNull(anchor, "anchor");
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
