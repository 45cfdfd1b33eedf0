/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.account;

/** What a login may do. */
enum Role {
    /** Buys plants. */
    CUSTOMER,
    /** Buys plants and opens the dashboard. */
    ANALYST
}
