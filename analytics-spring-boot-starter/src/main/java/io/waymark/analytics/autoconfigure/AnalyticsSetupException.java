/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

/** The application cannot start because of a setting or of what it runs on. Says what to do. */
public final class AnalyticsSetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Stops the start.
     *
     * @param description what is wrong
     * @param action what to do
     */
    public AnalyticsSetupException(String description, String action) {
        super(description);
        this.action = action;
    }

    /**
     * Stops the start because of a property.
     *
     * @param property its name
     * @param reason why its value cannot be used; must not contain a secret
     * @return the exception
     */
    public static AnalyticsSetupException property(String property, String reason) {
        return new AnalyticsSetupException(
                "The property '" + property + "' has a value that cannot be used: " + reason,
                "Change the property '" + property + "', or remove it to get the default.");
    }

    /** {@return what to do} */
    public String action() {
        return action;
    }
}
