/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

/** In which order the steps of a funnel have to happen. */
public enum FunnelOrder {
    /** One step after the other; anything may happen in between. Events of the same instant help in either order. */
    ORDERED,
    /** The person's very next event, by the order of ingest within an instant, is the next step. */
    STRICT,
    /** Distinct steps within the window of the oldest of them, in any order: step n means n steps were done. */
    ANY
}
