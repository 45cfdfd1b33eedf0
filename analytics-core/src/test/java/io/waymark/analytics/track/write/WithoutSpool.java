/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.spool.SpoolSettings;

/** Events go to the database, however long that takes: nothing is left behind for another test to store. */
public interface WithoutSpool extends IngestSettings {

    @Override
    default SpoolSettings spool() {
        return new SpoolSettings() {
            @Override
            public boolean enabled() {
                return false;
            }
        };
    }
}
