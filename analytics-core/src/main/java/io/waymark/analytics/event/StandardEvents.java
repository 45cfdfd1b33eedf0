/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import java.util.Set;

/** The names of events that mean something to the product itself. They are PostHog's, where it has one. */
public final class StandardEvents {

    /** A page was viewed. */
    public static final String PAGE_VIEW = "$pageview";

    /** A page was left. */
    public static final String PAGE_LEAVE = "$pageleave";

    /** A screen of a mobile client was viewed. */
    public static final String SCREEN = "$screen";

    /**
     * The distinct id of the event is known from now on; {@link StandardProperties#ANONYMOUS_ID} was the same person
     * before.
     */
    public static final String IDENTIFY = "$identify";

    /** {@link StandardProperties#ALIAS} is the same person as the distinct id of the event. */
    public static final String ALIAS = "$create_alias";

    /** Only sets properties of the person. */
    public static final String SET = "$set";

    /** Sets properties of a group, such as a company, that the person belongs to. */
    public static final String GROUP_IDENTIFY = "$groupidentify";

    /** Somebody saw their variant of an experiment. */
    public static final String EXPERIMENT_EXPOSURE = "$experiment_exposure";

    private static final Set<String> ABOUT_PERSONS = Set.of(IDENTIFY, ALIAS, SET, GROUP_IDENTIFY);

    private StandardEvents() {}

    /**
     * Whether a name cannot be switched off, because its events say who people are or what they have seen of an
     * experiment.
     *
     * @param event the event name
     * @return true for a few names that begin with {@code $}
     */
    public static boolean isAlwaysActive(String event) {
        return ABOUT_PERSONS.contains(event) || event.equals(EXPERIMENT_EXPOSURE);
    }
}
