/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import io.waymark.analytics.store.budget.ReportAsker;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * Has requests of the product know whether their client has gone. A servlet learns that only when it writes, and Tomcat
 * does not watch the connection of a request that it has handed on; but it lets one look whether there is anything to
 * read, and the end of the connection is. All other requests pass by untouched.
 */
final class ClientValve extends ValveBase {

    /** The attribute of a request that holds its {@link ReportAsker}. */
    static final String CLIENT = ClientValve.class.getName() + ".CLIENT";

    private final List<String> paths;

    ClientValve(List<String> paths) {
        super(true);
        this.paths = List.copyOf(paths);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String uri = request.getRequestURI().substring(request.getContextPath().length());
        if (paths.stream().noneMatch(path -> uri.equals(path) || uri.startsWith(path + "/"))) {
            getNext().invoke(request, response);
            return;
        }
        Client client = new Client(request.getCoyoteRequest());
        request.setAttribute(CLIENT, client);
        try {
            getNext().invoke(request, response);
        } finally {
            client.end();
        }
    }

    /** Whoever sent a request, until it has been answered: Tomcat then uses the request for somebody else. */
    private static final class Client implements ReportAsker {

        private org.apache.coyote.@Nullable Request request;

        Client(org.apache.coyote.Request request) {
            this.request = request;
        }

        synchronized void end() {
            request = null;
        }

        @Override
        public synchronized boolean isGone() {
            org.apache.coyote.Request present = request;
            return present != null && hasGone(present);
        }
    }

    /**
     * Only while the request's own thread is at work on a report: it then neither reads nor writes. The end of the
     * connection is found each time one looks beyond what has been read, bytes of a next request are kept once found.
     */
    private static boolean hasGone(org.apache.coyote.Request request) {
        AtomicBoolean bodyIsRead = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, bodyIsRead);
        return bodyIsRead.get() && endIsFound(request) && endIsFound(request);
    }

    private static boolean endIsFound(org.apache.coyote.Request request) {
        return available(request, false) == 0 && available(request, true) > 0;
    }

    private static int available(org.apache.coyote.Request request, boolean looking) {
        request.action(ActionCode.AVAILABLE, looking);
        return request.getAvailable();
    }
}
