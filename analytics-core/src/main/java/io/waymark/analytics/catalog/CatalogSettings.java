/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

import java.time.Duration;

/** What can be configured about the catalogue of events. */
public interface CatalogSettings {

    /** The default of {@link #mode()}. */
    CatalogMode DEFAULT_MODE = CatalogMode.OPEN;
    /** The default of {@link #refreshInterval()}. */
    Duration DEFAULT_REFRESH_INTERVAL = Duration.ofSeconds(2);

    /** {@return what becomes of an event whose name nobody has defined} */
    default CatalogMode mode() {
        return DEFAULT_MODE;
    }

    /** {@return how often definitions are looked at for changes made by another instance} */
    default Duration refreshInterval() {
        return DEFAULT_REFRESH_INTERVAL;
    }
}
