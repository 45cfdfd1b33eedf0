/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.tenant;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Every route that an application has: of the HTTP API, and of router functions, the dashboard's own apart. */
final class RegisteredRoutes {

    private static final String DASHBOARD = "analyticsDashboardRouter";

    private static final List<String> MILDEST_FIRST =
            List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private RegisteredRoutes() {}

    record Route(String method, String pattern) {}

    static List<Route> of(ApplicationContext context) {
        Set<Route> routes = new LinkedHashSet<>();
        context.getBeansOfType(RouterFunction.class).forEach((name, router) -> {
            if (!name.equals(DASHBOARD)) {
                router.accept(routesVisitor(routes));
            }
        });
        context.getBean("analyticsApiMapping", SimpleUrlHandlerMapping.class)
                .getHandlerMap()
                .forEach((pattern, handler) -> allowed(pattern, (HttpRequestHandler) handler)
                        .forEach(method -> routes.add(new Route(method, pattern))));
        // So that what there is has been read before it is deleted.
        return routes.stream()
                .sorted(Comparator.comparingInt(route -> MILDEST_FIRST.indexOf(route.method())))
                .toList();
    }

    /** What it says that it takes. */
    private static Set<String> allowed(String pattern, HttpRequestHandler handler) {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        try {
            handler.handleRequest(new MockHttpServletRequest("OPTIONS", pattern), answer);
        } catch (ServletException | IOException e) {
            throw new IllegalStateException(e);
        }
        Set<String> methods = new LinkedHashSet<>(StringUtils.commaDelimitedListToSet(answer.getHeader("Allow")));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static RouterFunctions.Visitor routesVisitor(Set<Route> routes) {
        return visitor(RouterFunctions.Visitor.class, (method, arguments) -> {
            if (method.equals("startNested")) {
                throw new IllegalStateException("A nested route, which this walk does not know: " + arguments[0]);
            }
            if (method.equals("route")) {
                add((RequestPredicate) arguments[0], routes);
            }
        });
    }

    private static void add(RequestPredicate predicate, Set<Route> routes) {
        Set<HttpMethod> methods = new LinkedHashSet<>();
        List<String> patterns = new ArrayList<>();
        predicate.accept(visitor(RequestPredicates.Visitor.class, (method, arguments) -> {
            if (method.equals("method")) {
                ((Set<?>) arguments[0]).forEach(each -> methods.add((HttpMethod) each));
            } else if (method.equals("path")) {
                patterns.add((String) arguments[0]);
            }
        }));
        // Without a method it is an answer for other methods than those of the routes, or for no route at all.
        methods.forEach(method -> patterns.forEach(pattern -> routes.add(new Route(method.name(), pattern))));
    }

    private interface Visited {
        void visit(String method, Object[] arguments);
    }

    private static <T> T visitor(Class<T> type, Visited visited) {
        Map<String, Object> own = Map.of("toString", type.getSimpleName(), "hashCode", 1, "equals", false);
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (own.containsKey(method.getName())) {
                        return own.get(method.getName());
                    }
                    visited.visit(method.getName(), arguments == null ? new Object[0] : arguments);
                    return null;
                }));
    }
}
