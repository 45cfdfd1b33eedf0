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
        if (paths.stream().anyMatch(uri::startsWith)) {
            ReportAsker client = () -> hasGone(request.getCoyoteRequest());
            request.setAttribute(CLIENT, client);
        }
        getNext().invoke(request, response);
    }

    /**
     * Only while the request's own thread is at work on a report: it then neither reads nor writes. The end of the
     * connection is found each time, while bytes of a next request are kept once they are found.
     */
    private static boolean hasGone(org.apache.coyote.Request request) {
        AtomicBoolean bodyIsRead = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, bodyIsRead);
        return bodyIsRead.get() && hasSomethingToRead(request) && hasSomethingToRead(request);
    }

    private static boolean hasSomethingToRead(org.apache.coyote.Request request) {
        request.action(ActionCode.AVAILABLE, Boolean.TRUE);
        return request.getAvailable() > 0;
    }
}
