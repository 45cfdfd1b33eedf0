/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

/** Why events are dropped here, in the words under which they are counted. */
final class DropReasons {

    static final String INVALID = "invalid";
    static final String REJECTED = "rejected";
    static final String UNKNOWN_EVENT = "unknown event";
    static final String QUEUE_FULL = "queue full";
    static final String STOPPED = "stopped";
    static final String FAILED = "failed";
    static final String PURGED = "older than the purge";
    static final String REFUSED = "could not be stored";
    static final String CALLER_GAVE_UP = "caller gave up";

    private DropReasons() {}
}
