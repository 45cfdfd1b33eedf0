/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import io.waymark.analytics.AppId;
import java.util.Set;

/**
 * A key that a program shows instead of a login.
 *
 * @param name what people call it, for the audit; not secret
 * @param app the only app that it opens
 * @param grants what it may do there
 */
public record ApiKey(String name, AppId app, Set<Grant> grants) {

    public ApiKey {
        grants = Set.copyOf(grants);
    }
}
