/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.place;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Tells in which country an IP address is. Called by many threads at once, for every event that has an address. */
@FunctionalInterface
public interface Countries {

    /** Knows none. */
    Countries NONE = address -> null;

    /**
     * Looks an address up.
     *
     * @param address the address
     * @return the country, as two letters of ISO 3166-1; {@code null} if it is not known
     */
    @Nullable
    String of(InetAddress address);
}
