/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

/** Tells more of the event that a sink is just being told of. */
public interface WalkedEvents {

    /**
     * The value of a property.
     *
     * @param column the number of the property in the walk
     * @param event the event
     * @return the label that its text is; {@link Labels#NONE} if the event has none
     */
    int label(int column, long event);

    /** {@return what a sink takes memory from that grows with what it is told} */
    WalkMemory memory();
}
