/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of who may see what. */
@ConfigurationProperties("analytics.security")
public class AnalyticsSecurityProperties {

    /** Whether to add a security filter chain for the dashboard and the HTTP API, beside those of the application. */
    private boolean defaultChain;

    /**
     * Authority that somebody who is logged in must have to use the HTTP API without a key and, with the default chain,
     * the dashboard; for example ROLE_ANALYST. By default, it is enough to be logged in.
     */
    private @Nullable String requiredAuthority;

    /** Page of the application that the default chain sends people to who are not logged in. HTTP Basic, by default. */
    private @Nullable String loginPage;

    public boolean isDefaultChain() {
        return defaultChain;
    }

    public void setDefaultChain(boolean defaultChain) {
        this.defaultChain = defaultChain;
    }

    public @Nullable String getRequiredAuthority() {
        return requiredAuthority;
    }

    public void setRequiredAuthority(@Nullable String requiredAuthority) {
        this.requiredAuthority = requiredAuthority;
    }

    public @Nullable String getLoginPage() {
        return loginPage;
    }

    public void setLoginPage(@Nullable String loginPage) {
        this.loginPage = loginPage;
    }
}
