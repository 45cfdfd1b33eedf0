/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.settings;

import io.waymark.analytics.InvalidInputException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * A new app as it stands in the form.
 *
 * @param tenant the number of its tenant
 * @param name its name
 * @param timeZone its time zone
 * @param weekStart the day on which its weeks begin
 * @param faults what is wrong with it
 */
public record AppForm(String tenant, String name, String timeZone, String weekStart, List<String> faults) {

    static AppForm read(ServerRequest request, String otherwiseZone) {
        return new AppForm(
                request.param("tenant").orElse("1"),
                request.param("name").orElse("").strip(),
                request.param("timeZone").orElse(otherwiseZone).strip(),
                request.param("weekStart").orElse(DayOfWeek.MONDAY.name()),
                List.of());
    }

    AppForm with(List<String> faults) {
        return new AppForm(tenant, name, timeZone, weekStart, faults);
    }

    ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new InvalidInputException("/timeZone", "must be a time zone, for example Europe/Berlin");
        }
    }

    DayOfWeek firstDay() {
        return days().stream()
                .filter(day -> day.name().equals(weekStart.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("/weekStart", "must be a day of the week"));
    }

    /** {@return the days of the week} */
    public List<DayOfWeek> days() {
        return Arrays.asList(DayOfWeek.values());
    }

    /** {@return the time zones that have a name} */
    public List<String> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone ->
                        zone.equals("UTC") || zone.matches("[A-Z][a-z]+/[A-Za-z_/-]+") && !zone.startsWith("Etc/"))
                .sorted()
                .toList();
    }
}
