/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Tells by Spring Security whether whoever sends a request has one of some roles. */
public final class SecurityContextRoles implements Predicate<HttpServletRequest> {

    private static final String PREFIX = "ROLE_";

    private final Set<String> authorities = new HashSet<>();

    /**
     * Looks for roles.
     *
     * @param roles the roles, with or without {@code ROLE_} in front
     */
    public SecurityContextRoles(List<String> roles) {
        for (String role : roles) {
            authorities.add(role);
            authorities.add(PREFIX + role);
        }
    }

    @Override
    public boolean test(HttpServletRequest request) {
        if (authorities.isEmpty()) {
            return false;
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(authorities::contains);
    }
}
