/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Tells who is logged in to the host. Such a person may read and manage, but not ingest. */
@FunctionalInterface
public interface HostLogin {

    /** Nobody ever is. */
    HostLogin NOBODY = request -> null;

    /**
     * Looks at a request.
     *
     * @param request the request
     * @return the name of who is logged in; {@code null} if nobody is, or if they may not
     */
    @Nullable
    String name(HttpServletRequest request);
}
