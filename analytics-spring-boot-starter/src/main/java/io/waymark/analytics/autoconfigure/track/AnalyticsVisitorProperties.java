/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import io.waymark.analytics.person.visitor.VisitorSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of visitors who are not logged in. */
@ConfigurationProperties("analytics.visitor")
public class AnalyticsVisitorProperties implements VisitorSettings {

    /** Whether requests of people who are not logged in have a visitor id. */
    private boolean enabled = true;

    /** Whether a visitor who logs in with Spring Security becomes the person who is logged in. */
    private boolean joinAtLogin = true;

    private final CookieProperties cookie = new CookieProperties();

    private final SessionProperties session = new SessionProperties();

    private final CookielessProperties cookieless = new CookielessProperties();

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public boolean isJoinAtLogin() {
        return joinAtLogin;
    }

    public void setJoinAtLogin(boolean joinAtLogin) {
        this.joinAtLogin = joinAtLogin;
    }

    public CookieProperties getCookie() {
        return cookie;
    }

    public SessionProperties getSession() {
        return session;
    }

    public CookielessProperties getCookieless() {
        return cookieless;
    }

    @Override
    public boolean cookie() {
        return cookie.enabled;
    }

    @Override
    public String cookieName() {
        return cookie.name;
    }

    @Override
    public Duration cookieLifetime() {
        return cookie.lifetime;
    }

    @Override
    public boolean session() {
        return session.enabled;
    }

    @Override
    public boolean cookieless() {
        return cookieless.enabled;
    }

    @Override
    public boolean joinCookieless() {
        return cookieless.joinAtLogin;
    }

    /** Visitors by cookie. */
    public static class CookieProperties {

        /** Whether visitors get a first-party cookie with a random id. */
        private boolean enabled;

        /** Name of the cookie. */
        private String name = DEFAULT_COOKIE_NAME;

        /** Time after which browsers forget the cookie. */
        private Duration lifetime = DEFAULT_COOKIE_LIFETIME;

        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public Duration getLifetime() {
            return lifetime;
        }

        public void setLifetime(Duration lifetime) {
            this.lifetime = lifetime;
        }
    }

    /** Visitors by HTTP session. */
    public static class SessionProperties {

        /** Whether visitors for whom the application has begun an HTTP session get a random id in it. */
        private boolean enabled = true;

        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }
    }

    /** Visitors without cookie and session. */
    public static class CookielessProperties {

        /** Whether visitors have an id for the day made of address and user agent with a secret that is then destroyed. */
        private boolean enabled = true;

        /**
         * Whether such an id becomes that of the person who logs in. People behind one address with the same browser share
         * it.
         */
        private boolean joinAtLogin;

        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }

        public boolean isJoinAtLogin() {
            return joinAtLogin;
        }

        public void setJoinAtLogin(boolean joinAtLogin) {
            this.joinAtLogin = joinAtLogin;
        }
    }
}
