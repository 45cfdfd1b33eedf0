/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import io.waymark.analytics.EventName;

/** What customers do with their account. */
public enum AccountEvent implements EventName {
    /** A customer logged in. */
    LOGGED_IN("A customer logged in."),
    /** A customer logged out. */
    LOGGED_OUT("A customer logged out, other than by being away.");

    private final String description;

    AccountEvent(String description) {
        this.description = description;
    }

    @Override
    public String category() {
        return "Account";
    }

    @Override
    public String description() {
        return description;
    }
}
