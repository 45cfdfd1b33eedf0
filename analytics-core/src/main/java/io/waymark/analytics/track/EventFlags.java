/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

/** Properties that acceptance adds to an event to say what it changed. */
public final class EventFlags {

    /** Holds the pointers of the properties whose text was cut. */
    public static final String TRUNCATED = "$truncated";

    /** Says why the time that came with the event was replaced by the time of its receipt. */
    public static final String TIME_REPLACED = "$time_replaced";

    /** The value of {@link #TIME_REPLACED} for a time that could not be read. */
    public static final String TIME_UNREADABLE = "unreadable";

    /** The value of {@link #TIME_REPLACED} for a time more than 23 hours ahead. */
    public static final String TIME_IN_FUTURE = "future";

    /** The value of {@link #TIME_REPLACED} for a time before 1970. */
    public static final String TIME_BEFORE_1970 = "before 1970";

    /**
     * Says why the time that came with the event was moved. The times of two attempts to send such an event differ, so
     * an earlier attempt is looked for by the id.
     */
    public static final String TIME_ADJUSTED = "$time_adjusted";

    /** The value of {@link #TIME_ADJUSTED} for a client whose clock was wrong when it sent the event. */
    public static final String TIME_BY_SKEW = "clock skew";

    /** The value of {@link #TIME_ADJUSTED} for a client that says how long ago it was, and not when it sent it. */
    public static final String TIME_BY_AGE = "age";

    private EventFlags() {}
}
