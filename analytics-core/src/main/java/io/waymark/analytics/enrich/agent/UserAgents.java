/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.agent;

/** Reads user agents. Called by many threads at once, for every event that has a user agent. */
@FunctionalInterface
public interface UserAgents {

    /** Reads nothing out of them. */
    UserAgents NONE = userAgent -> Agent.UNKNOWN;

    /**
     * Reads a user agent.
     *
     * @param userAgent the user agent, as it was sent
     * @return what it says
     */
    Agent describe(String userAgent);
}
