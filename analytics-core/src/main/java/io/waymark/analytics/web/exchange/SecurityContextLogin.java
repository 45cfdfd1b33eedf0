/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Trusts the host's Spring Security. */
public final class SecurityContextLogin implements HostLogin {

    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
    private final @Nullable String authority;

    /**
     * Trusts whoever is logged in.
     *
     * @param authority what they must have been granted, for example {@code ROLE_ANALYST}; {@code null} for nothing
     */
    public SecurityContextLogin(@Nullable String authority) {
        this.authority = authority;
    }

    @Override
    public @Nullable String name(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !trust.isAuthenticated(authentication) || !isGranted(authentication)) {
            return null;
        }
        return authentication.getName();
    }

    private boolean isGranted(Authentication authentication) {
        return authority == null
                || authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(authority::equals);
    }
}
