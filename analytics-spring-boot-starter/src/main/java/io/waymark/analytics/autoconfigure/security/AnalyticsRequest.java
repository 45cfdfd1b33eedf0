/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.security;

import io.waymark.analytics.autoconfigure.AnalyticsProperties;
import io.waymark.analytics.autoconfigure.BasePath;
import io.waymark.analytics.web.exchange.Doorkeeper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.web.servlet.ApplicationContextRequestMatcher;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches requests to the product in an application's security rules, wherever it is mounted:
 *
 * <pre>{@code
 * http.authorizeHttpRequests(requests -> requests
 *                 .requestMatchers(AnalyticsRequest.withApiKey()).permitAll()
 *                 .requestMatchers(AnalyticsRequest.toAny()).hasRole("ANALYST")
 *                 .anyRequest().authenticated())
 *         .csrf(csrf -> csrf.ignoringRequestMatchers(AnalyticsRequest.withApiKey()));
 * }</pre>
 *
 * <p>Nothing matches where the product is switched off, and nothing in a management context of its own.
 */
public final class AnalyticsRequest {

    private AnalyticsRequest() {}

    /** {@return a matcher of everything: HTTP API and dashboard} */
    public static RequestMatcher toAny() {
        return new BasePathMatcher((paths, base) -> paths.matcher(base + "/**"));
    }

    /** {@return a matcher of the dashboard: everything but the HTTP API} */
    public static RequestMatcher toDashboard() {
        return new AndRequestMatcher(toAny(), new NegatedRequestMatcher(toApi()));
    }

    /** {@return a matcher of the HTTP API: events, reports and definitions} */
    public static RequestMatcher toApi() {
        return new BasePathMatcher((paths, base) -> paths.matcher(base + "/api/**"));
    }

    /** {@return a matcher of events that are sent, which always need a key} */
    public static RequestMatcher toIngest() {
        return new BasePathMatcher((paths, base) -> paths.matcher(HttpMethod.POST, base + "/api/events/**"));
    }

    /**
     * A matcher of requests to the HTTP API that show a key. These are judged by the key alone, never by a login, so they
     * may be let through by the application's rules, and need no CSRF token: a foreign page cannot make a browser send
     * the header.
     *
     * @return the matcher
     */
    public static RequestMatcher withApiKey() {
        return new AndRequestMatcher(toApi(), request -> request.getHeader(Doorkeeper.KEY_HEADER) != null);
    }

    @FunctionalInterface
    private interface Pattern {
        RequestMatcher of(PathPatternRequestMatcher.Builder paths, String base);
    }

    private static final class BasePathMatcher extends ApplicationContextRequestMatcher<ApplicationContext> {

        private final Pattern pattern;
        private volatile @Nullable RequestMatcher delegate;

        private BasePathMatcher(Pattern pattern) {
            super(ApplicationContext.class);
            this.pattern = pattern;
        }

        @Override
        protected void initialized(Supplier<ApplicationContext> context) {
            AnalyticsProperties properties =
                    context.get().getBeanProvider(AnalyticsProperties.class).getIfAvailable();
            if (properties != null) {
                PathPatternRequestMatcher.Builder paths = context.get()
                        .getBeanProvider(PathPatternRequestMatcher.Builder.class)
                        .getIfAvailable(PathPatternRequestMatcher::withDefaults);
                this.delegate = pattern.of(paths, BasePath.of(properties).value());
            }
        }

        @Override
        protected boolean matches(HttpServletRequest request, Supplier<ApplicationContext> context) {
            RequestMatcher matcher = delegate;
            return matcher != null && matcher.matches(request);
        }
    }
}
