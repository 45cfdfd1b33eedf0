/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

/** Which part of each journey a flow shows. */
public enum FlowMode {
    /** The first steps. */
    START,
    /** From the first time of an event on. */
    FROM,
    /** Up to the first time of an event: what happens before a conversion. */
    TO,
    /** Before and after the first time of an event. */
    AROUND,
    /** The last steps of people who have been quiet since: what happens before churn. */
    CHURN;

    /** {@return whether it is about an event} */
    public boolean ofEvent() {
        return this == FROM || this == TO || this == AROUND;
    }
}
