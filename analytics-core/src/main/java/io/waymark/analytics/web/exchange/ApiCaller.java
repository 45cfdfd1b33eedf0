/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.AppId;
import io.waymark.analytics.tenant.Grant;
import java.util.Set;

/**
 * Who asks.
 *
 * @param app the only app that they see with this request
 * @param name what they are called in the audit
 * @param grants what they may do there
 * @param operator whether they may see other apps too, and manage tenants: a login of the host, never a key
 */
public record ApiCaller(AppId app, String name, Set<Grant> grants, boolean operator) {

    public ApiCaller {
        grants = Set.copyOf(grants);
    }
}
