/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.visitor;

import java.time.Duration;

/** What can be configured about visitors who are not logged in. */
public interface VisitorSettings {

    /** The default of {@link #cookieName()}. */
    String DEFAULT_COOKIE_NAME = "visitor";
    /** The default of {@link #cookieLifetime()}. */
    Duration DEFAULT_COOKIE_LIFETIME = Duration.ofDays(365);

    /** {@return whether visitors get a cookie, so that they are the same person when they come back} */
    default boolean cookie() {
        return false;
    }

    /** {@return the name of the cookie} */
    default String cookieName() {
        return DEFAULT_COOKIE_NAME;
    }

    /** {@return how long the cookie is kept by the browser after the visitor got it} */
    default Duration cookieLifetime() {
        return DEFAULT_COOKIE_LIFETIME;
    }

    /** {@return whether visitors with an HTTP session of the application have an id in it} */
    default boolean session() {
        return true;
    }

    /** {@return whether visitors with neither have an id made of address and user agent, for a day} */
    default boolean cookieless() {
        return true;
    }

    /**
     * Whether such an id becomes that of whoever logs in. People behind one address with the same browser share it: the
     * first of them to log in would take what all others have done that day, so it does not unless asked for.
     *
     * @return whether it does
     */
    default boolean joinCookieless() {
        return false;
    }
}
