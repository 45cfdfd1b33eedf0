/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.settings;

import io.waymark.analytics.tenant.KeyKind;
import io.waymark.analytics.tenant.admin.NewKey;

/**
 * A key that was just made, this once.
 *
 * @param key the key
 * @param owner the name of the app or tenant that it belongs to
 * @param address where the dashboard is, with scheme and host
 */
public record ShownKeyModel(NewKey key, String owner, String address) {

    /** {@return whether it is for a browser} */
    public boolean browser() {
        return key.stored().kind() == KeyKind.WRITE;
    }

    /** {@return whether it names a tenant} */
    public boolean tenant() {
        return key.stored().kind() == KeyKind.TENANT;
    }
}
