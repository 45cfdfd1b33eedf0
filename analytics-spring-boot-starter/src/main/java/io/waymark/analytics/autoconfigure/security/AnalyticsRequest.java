/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.security;

import io.waymark.analytics.autoconfigure.AnalyticsProperties;
import io.waymark.analytics.autoconfigure.BasePath;
import io.waymark.analytics.autoconfigure.compat.AnalyticsCompatProperties;
import io.waymark.analytics.autoconfigure.compat.CompatPaths;
import io.waymark.analytics.autoconfigure.ui.AnalyticsDashboardProperties;
import io.waymark.analytics.autoconfigure.web.AnalyticsTrackerProperties;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.tracker.TrackerPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.web.servlet.ApplicationContextRequestMatcher;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.WebApplicationContext;

/**
 * Matches requests to the product in an application's security rules, wherever it is mounted:
 *
 * <pre>{@code
 * http.authorizeHttpRequests(requests -> requests
 *                 .requestMatchers(AnalyticsRequest.withApiKey(), AnalyticsRequest.toIngest(), AnalyticsRequest.toTracker())
 *                 .permitAll()
 *                 .requestMatchers(AnalyticsRequest.toAny()).hasRole("ANALYST")
 *                 .anyRequest().authenticated())
 *         .csrf(csrf -> csrf.ignoringRequestMatchers(AnalyticsRequest.withApiKey(), AnalyticsRequest.toIngest()));
 * }</pre>
 *
 * <p>Nothing matches where the product is switched off, and nothing in a management context of its own.
 */
public final class AnalyticsRequest {

    private AnalyticsRequest() {}

    /** {@return a matcher of everything: HTTP API, tracker and dashboard} */
    public static RequestMatcher toAny() {
        return new OrRequestMatcher(
                below(AnalyticsRequest::basePath, null, ""),
                below(AnalyticsRequest::dashboardPath, null, ""),
                toClients(),
                toTracker());
    }

    /** {@return a matcher of the dashboard: everything but the HTTP API and the tracker} */
    public static RequestMatcher toDashboard() {
        return new AndRequestMatcher(
                toAny(), new NegatedRequestMatcher(new OrRequestMatcher(toApi(), toIngest(), toTracker())));
    }

    /** {@return a matcher of the HTTP API: events, reports and definitions, and what clients of other products call} */
    public static RequestMatcher toApi() {
        return new OrRequestMatcher(below(AnalyticsRequest::basePath, null, "/api"), toClients());
    }

    /**
     * A matcher of events and of what is said of people, which always need a key: by servers, and by the tracker in
     * browsers, which asks first (by {@code OPTIONS}) where the page is of another origin.
     *
     * @return the matcher
     */
    public static RequestMatcher toIngest() {
        return new OrRequestMatcher(
                below(AnalyticsRequest::basePath, HttpMethod.POST, "/api/events"),
                below(AnalyticsRequest::basePath, HttpMethod.POST, "/api/identify"),
                below(AnalyticsRequest::basePath, HttpMethod.POST, "/api/alias"),
                below(AnalyticsRequest::basePath, HttpMethod.POST, "/api/v1/events"),
                below(AnalyticsRequest::basePath, HttpMethod.POST, "/track"),
                below(AnalyticsRequest::basePath, HttpMethod.OPTIONS, "/track"),
                below(AnalyticsRequest::basePath, HttpMethod.POST, "/variant"),
                below(AnalyticsRequest::basePath, HttpMethod.OPTIONS, "/variant"),
                toClients());
    }

    /** {@return a matcher of the tracker's script, which everybody may see, wherever it is} */
    public static RequestMatcher toTracker() {
        return new OrRequestMatcher(at(TrackerPaths::script), at(TrackerPaths::module), at(TrackerPaths::types));
    }

    /**
     * A matcher of what clients of other products call, with whatever method: events, flags, settings. Each request needs
     * a key, wherever the protocol carries it.
     *
     * @return the matcher
     */
    public static RequestMatcher toClients() {
        return new MountedMatcher(AnalyticsRequest::clientPaths, null, "/**");
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

    private static RequestMatcher below(
            Function<ApplicationContext, @Nullable String> root, @Nullable HttpMethod method, String path) {
        return new MountedMatcher(one(root), method, path + "/**");
    }

    private static Function<ApplicationContext, List<String>> one(Function<ApplicationContext, @Nullable String> root) {
        return context -> Optional.ofNullable(root.apply(context)).stream().toList();
    }

    private static List<String> clientPaths(ApplicationContext context) {
        AnalyticsProperties base =
                context.getBeanProvider(AnalyticsProperties.class).getIfAvailable();
        AnalyticsCompatProperties properties =
                context.getBeanProvider(AnalyticsCompatProperties.class).getIfAvailable();
        return base == null || properties == null ? List.of() : CompatPaths.of(base, properties);
    }

    private static RequestMatcher at(Function<TrackerPaths, String> file) {
        return new MountedMatcher(one(context -> trackerPath(context, file)), null, "");
    }

    private static @Nullable String trackerPath(ApplicationContext context, Function<TrackerPaths, String> file) {
        AnalyticsProperties analytics =
                context.getBeanProvider(AnalyticsProperties.class).getIfAvailable();
        AnalyticsTrackerProperties tracker =
                context.getBeanProvider(AnalyticsTrackerProperties.class).getIfAvailable();
        return analytics == null || tracker == null ? null : file.apply(tracker.paths(analytics));
    }

    private static @Nullable String basePath(ApplicationContext context) {
        AnalyticsProperties properties =
                context.getBeanProvider(AnalyticsProperties.class).getIfAvailable();
        return properties == null ? null : BasePath.of(properties).value();
    }

    private static @Nullable String dashboardPath(ApplicationContext context) {
        AnalyticsDashboardProperties properties =
                context.getBeanProvider(AnalyticsDashboardProperties.class).getIfAvailable();
        return properties == null ? null : properties.getPath();
    }

    private static final class MountedMatcher extends ApplicationContextRequestMatcher<ApplicationContext> {

        private final Function<ApplicationContext, List<String>> roots;
        private final @Nullable HttpMethod method;
        private final String path;
        private volatile List<RequestMatcher> delegates = List.of();

        private MountedMatcher(
                Function<ApplicationContext, List<String>> roots, @Nullable HttpMethod method, String path) {
            super(ApplicationContext.class);
            this.roots = roots;
            this.method = method;
            this.path = path;
        }

        @Override
        protected boolean ignoreApplicationContext(WebApplicationContext applicationContext) {
            return hasServerNamespace(applicationContext, "management");
        }

        @Override
        protected void initialized(Supplier<ApplicationContext> context) {
            PathPatternRequestMatcher.Builder paths = context.get()
                    .getBeanProvider(PathPatternRequestMatcher.Builder.class)
                    .getIfAvailable(PathPatternRequestMatcher::withDefaults);
            this.delegates = roots.apply(context.get()).stream()
                    .<RequestMatcher>map(mounted ->
                            method == null ? paths.matcher(mounted + path) : paths.matcher(method, mounted + path))
                    .toList();
        }

        @Override
        protected boolean matches(HttpServletRequest request, Supplier<ApplicationContext> context) {
            return delegates.stream().anyMatch(matcher -> matcher.matches(request));
        }
    }
}
