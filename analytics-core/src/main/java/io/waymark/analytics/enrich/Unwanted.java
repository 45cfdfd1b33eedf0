/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich;

/** Why events are dropped for who sent them, in the words under which they are counted. */
public final class Unwanted {

    /** A crawler, a program or a browser without a screen. */
    public static final String BOT = "bot";

    /** The page that led here is on the list of those that only want to be seen in statistics. */
    public static final String REFERRER_SPAM = "referrer spam";

    /** Whoever runs the application. */
    public static final String OWN_TRAFFIC = "own traffic";

    /** A browser that asks not to be tracked. */
    public static final String OPTED_OUT = "opted out";

    private Unwanted() {}
}
