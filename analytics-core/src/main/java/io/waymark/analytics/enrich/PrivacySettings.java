/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be configured about what is kept of people, and whose events are not wanted. */
public interface PrivacySettings {

    /** {@return whether IP addresses are stored, cut, instead of not at all} */
    default boolean storeIp() {
        return false;
    }

    /** {@return whether browsers that ask not to be tracked, by DNT or GPC, are not tracked} */
    default boolean honorOptOut() {
        return true;
    }

    /** {@return the IP addresses and ranges of whoever runs the application} */
    default List<String> excludedIpRanges() {
        return List.of();
    }

    /** {@return the header that marks requests of whoever runs the application; {@code null} for none} */
    default @Nullable String excludedHeader() {
        return null;
    }

    /** {@return the roles of whoever runs the application} */
    default List<String> excludedRoles() {
        return List.of();
    }
}
