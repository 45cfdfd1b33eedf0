/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.agent;

import org.jspecify.annotations.Nullable;

/**
 * What a user agent says, each {@code null} if it does not.
 *
 * @param browser the browser, for example {@code Firefox}
 * @param browserVersion its major version
 * @param os the operating system, for example {@code Windows}
 * @param osVersion its major and minor version
 * @param deviceType {@code Desktop}, {@code Mobile} or {@code Tablet}
 */
public record Agent(
        @Nullable String browser,
        @Nullable String browserVersion,
        @Nullable String os,
        @Nullable String osVersion,
        @Nullable String deviceType) {

    static final Agent UNKNOWN = new Agent(null, null, null, null, null);
}
