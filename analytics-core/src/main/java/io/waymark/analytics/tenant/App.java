/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import io.waymark.analytics.AppId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A tracked application.
 *
 * @param id its number
 * @param tenant whose it is
 * @param name what people call it; unique among the apps of the tenant
 * @param timeZone the zone in which its days are cut; stays as it was at creation, as daily totals are kept by it
 * @param weekStart the day on which its weeks begin
 * @param createdAt when it was created
 */
public record App(AppId id, TenantId tenant, String name, ZoneId timeZone, DayOfWeek weekStart, Instant createdAt) {

    /** {@return the calendar by which its reports go unless they are asked for another one} */
    public AppCalendar calendar() {
        return new AppCalendar(timeZone, weekStart);
    }
}
