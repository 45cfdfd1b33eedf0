/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import java.time.Duration;

/** Work that is due again and again, and that one instance at a time may do. */
public interface Job {

    /** {@return its name, unique among jobs, lower case} */
    String name();

    /** {@return how long after one run the next is due; zero if only when asked for} */
    Duration interval();

    /**
     * Does what is due. Called by one thread at a time among all instances on the database.
     *
     * @return how much was done, in units of the job
     */
    long run();
}
