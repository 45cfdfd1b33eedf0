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
     * Stands on an event whose time was put right because the sender's clock is wrong: another attempt to send it may come
     * with a slightly different time.
     */
    public static final String TIME_CORRECTED = "$time_corrected";

    private EventFlags() {}
}
