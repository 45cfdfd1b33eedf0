/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

/**
 * The tracked application that data belongs to. Every event, person and definition belongs to exactly one.
 *
 * @param value the number of the row in the {@code app} table; positive
 */
public record AppId(int value) {

    /** The app that every installation starts with. */
    public static final AppId DEFAULT = new AppId(1);

    public AppId {
        if (value < 1) {
            throw new IllegalArgumentException("An app id is positive, but was " + value);
        }
    }
}
