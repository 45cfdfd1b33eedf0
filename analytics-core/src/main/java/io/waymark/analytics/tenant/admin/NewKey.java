/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

/**
 * A key that was just made. This is the only time that the key itself is there.
 *
 * @param stored what is kept
 * @param secret the key
 */
public record NewKey(StoredKey stored, String secret) {

    @Override
    public String toString() {
        return "NewKey[stored=" + stored + "]";
    }
}
