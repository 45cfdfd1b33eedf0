/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

import java.util.regex.Pattern;

/**
 * The path that everything is mounted at.
 *
 * @param value starts with a slash, does not end with one
 */
public record BasePath(String value) {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    public BasePath {
        if (!PATH.matcher(value).matches()) {
            throw AnalyticsSetupException.property(
                    "analytics.base-path",
                    "'" + value
                            + "' does not start with a slash, ends with one, or has more than letters, digits and . _ ~ - between");
        }
    }

    /**
     * Reads the property.
     *
     * @param properties where it is
     * @return the path
     * @throws AnalyticsSetupException if it cannot be used
     */
    public static BasePath of(AnalyticsProperties properties) {
        return new BasePath(properties.getBasePath());
    }
}
