/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

import java.time.Duration;

/** What can be configured about tenants, apps and keys. */
public interface TenantSettings {

    /** The default of {@link #refreshInterval()}. */
    Duration DEFAULT_REFRESH_INTERVAL = Duration.ofSeconds(2);

    /** {@return how often keys and counted events are looked at for changes made by another instance} */
    default Duration refreshInterval() {
        return DEFAULT_REFRESH_INTERVAL;
    }
}
