/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.question;

import java.util.List;

/** Time zones that are offered; any other can be typed. */
public final class Zones {

    /** One zone per clock that many people live by. */
    public static final List<String> COMMON = List.of(
            "America/Anchorage",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "America/New_York",
            "America/Sao_Paulo",
            "Africa/Cairo",
            "Africa/Johannesburg",
            "Africa/Lagos",
            "Asia/Dubai",
            "Asia/Jakarta",
            "Asia/Kolkata",
            "Asia/Shanghai",
            "Asia/Singapore",
            "Asia/Tokyo",
            "Australia/Sydney",
            "Europe/Berlin",
            "Europe/Istanbul",
            "Europe/London",
            "Europe/Madrid",
            "Europe/Paris",
            "Pacific/Auckland",
            "UTC");

    private Zones() {}
}
