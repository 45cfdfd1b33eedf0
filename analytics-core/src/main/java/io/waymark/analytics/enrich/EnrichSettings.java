/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be configured about what is derived from the context of an event. */
public interface EnrichSettings {

    /** {@return whether events of bots and spam referrers are kept, marked, instead of dropped} */
    default boolean keepBots() {
        return false;
    }

    /** {@return the hosts of the application, each with all hosts below it; the host of the page itself always is one} */
    default List<String> ownHosts() {
        return List.of();
    }

    /** {@return the header in which a trusted proxy sends the country; {@code null} if none does} */
    default @Nullable String countryHeader() {
        return null;
    }
}
