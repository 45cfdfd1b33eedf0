/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.access;

import java.security.Principal;
import org.springframework.web.servlet.function.ServerRequest;

/** Who makes a change, for the audit. */
public final class Actor {

    private Actor() {}

    /**
     * Names whoever is signed in to the host.
     *
     * @param request a change
     * @return their name; {@code dashboard} when the host does not know anybody
     */
    public static String of(ServerRequest request) {
        return request.principal().map(Principal::getName).orElse("dashboard");
    }
}
