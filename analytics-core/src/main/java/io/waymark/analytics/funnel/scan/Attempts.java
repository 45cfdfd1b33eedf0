/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

/** What has been found of some people. Not safe for use by several threads. */
interface Attempts {

    /** How many steps the scored attempt of a person has made; 0 without one. */
    int made(int person);

    /** The instants of these steps. */
    long[] instants(int person);

    /** The last instant at which an attempt of a person started; of use unless one has made all steps. */
    long lastEntry(int person);
}
