/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.identify;

/** Why two distinct ids were not made one person. */
public enum Refusal {
    /** The other id belongs to another person who is known already. */
    KNOWN_PERSON("already a known person"),
    /** The other id means nobody, or is no id. */
    NO_ID("not the id of a person");

    private final String reason;

    Refusal(String reason) {
        this.reason = reason;
    }

    /** {@return the reason in a few words, always the same} */
    public String reason() {
        return reason;
    }
}
