/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.visitor;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives visitors their cookie with the first page they open. */
public final class VisitorCookieFilter extends OncePerRequestFilter {

    private final Visitors visitors;

    /**
     * Gives cookies.
     *
     * @param visitors who has one already
     */
    public VisitorCookieFilter(Visitors visitors) {
        this.visitors = visitors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (HttpMethod.GET.matches(request.getMethod()) && accepted != null && accepted.contains("text/html")) {
            visitors.giveCookie(request, response);
        }
        chain.doFilter(request, response);
    }
}
