/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.settings;

import io.waymark.analytics.tenant.admin.StoredKey;

/**
 * A key that somebody wants to revoke.
 *
 * @param key the key
 * @param owner the name of the app or tenant that it belongs to
 */
public record RevokeModel(StoredKey key, String owner) {}
