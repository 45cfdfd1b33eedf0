/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the daily aggregates can be asked for: days of the app's zone that have no dirty mark, and days whose raw events
 * are missing, wholly or in part. Of the people of a segment they know nothing but on which purged days anything happened.
 */
final class RolledUpDays {

    /** The number that stands for any event. */
    static final int ANY_EVENT = 0;

    private static final String ZONE = "select time_zone from {schema}.app where id = :app";

    private static final String DIRTY = "select distinct day from {schema}.dirty where app_id = :app";

    private static final String DAYS = """
            select event_name_id, day, events, persons from {schema}.daily_aggregate
            where app_id = :app and event_name_id = any(:names) and events > 0
              and (:from::date is null or day >= :from::date) and (:to::date is null or day <= :to::date)
            order by day
            """;

    private final AnalyticsDatabase database;
    private final AppId app;
    private final ZoneId zone;
    private final @Nullable LocalDate firstKept;
    private final Set<LocalDate> dirty;
    private final boolean ofEverybody;

    private RolledUpDays(
            AnalyticsDatabase database,
            AppId app,
            ZoneId zone,
            @Nullable LocalDate firstKept,
            Set<LocalDate> dirty,
            boolean ofEverybody) {
        this.database = database;
        this.app = app;
        this.zone = zone;
        this.firstKept = firstKept;
        this.dirty = dirty;
        this.ofEverybody = ofEverybody;
    }

    /** Days of which events before an instant are missing are purged. */
    static RolledUpDays of(AnalyticsDatabase database, AppId app, Optional<Instant> missingBefore) {
        ZoneId zone = ZoneId.of(database.sql(ZONE)
                .param("app", app.value())
                .query(String.class)
                .optional()
                .orElse("UTC"));
        LocalDate firstKept =
                missingBefore.map(instant -> firstStartingAt(instant, zone)).orElse(null);
        Set<LocalDate> dirty = new HashSet<>(database.sql(DIRTY)
                .param("app", app.value())
                .query(LocalDate.class)
                .list());
        return new RolledUpDays(database, app, zone, firstKept, dirty, true);
    }

    /** The same for a report on the people of a segment; on everybody if there is none. */
    RolledUpDays of(@Nullable String segment) {
        return segment == null ? this : new RolledUpDays(database, app, zone, firstKept, dirty, false);
    }

    private static LocalDate firstStartingAt(Instant instant, ZoneId zone) {
        LocalDate day = instant.atZone(zone).toLocalDate();
        return day.atStartOfDay(zone).toInstant().isBefore(instant) ? day.plusDays(1) : day;
    }

    /** Whether days of a zone are days of the app. */
    boolean areDaysOf(ZoneId other) {
        return ofEverybody && zone.getRules().equals(other.getRules());
    }

    /** Whether the aggregates of a day have to be used, or can be. */
    boolean answer(LocalDate day) {
        return isPurged(day) || (ofEverybody && !dirty.contains(day));
    }

    private boolean isPurged(LocalDate day) {
        return firstKept != null && day.isBefore(firstKept);
    }

    /** The part of a period of which all events are kept. */
    Optional<Period> kept(Period period) {
        if (firstKept == null) {
            return Optional.of(period);
        }
        Instant first = firstKept.atStartOfDay(zone).toInstant();
        Instant from = period.from();
        Instant to = period.to();
        if (to != null && !first.isBefore(to)) {
            return Optional.empty();
        }
        return Optional.of(from != null && from.isAfter(first) ? period : new Period(first, to));
    }

    /** The purged days that overlap a period and on which any of some events happened. */
    List<Day> purged(Collection<Integer> eventNameIds, Period period) {
        return firstKept == null
                ? List.of()
                : days(eventNameIds, period).stream()
                        .filter(day -> isPurged(day.day()))
                        .toList();
    }

    /** The days that overlap a period and on which any of some events happened, whether the aggregates can be used or not. */
    List<Day> days(Collection<Integer> eventNameIds, Period period) {
        Instant from = period.from();
        Instant to = period.to();
        return database.sql(DAYS)
                .param("app", app.value())
                .param(
                        "names",
                        eventNameIds.stream().mapToInt(Integer::intValue).toArray())
                .param("from", from == null ? null : from.atZone(zone).toLocalDate())
                .param("to", to == null ? null : to.minusNanos(1).atZone(zone).toLocalDate())
                .query(this::day)
                .list();
    }

    private Day day(ResultSet row, int number) throws SQLException {
        LocalDate day = row.getObject("day", LocalDate.class);
        return new Day(
                row.getInt("event_name_id"),
                day,
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant(),
                ofEverybody ? row.getLong("events") : 0,
                ofEverybody ? row.getLong("persons") : 0);
    }

    /** How often an event happened on a day, from {@code start} to {@code end}. */
    record Day(int eventNameId, LocalDate day, Instant start, Instant end, long events, long users) {

        boolean isWithin(Period period) {
            Instant from = period.from();
            Instant to = period.to();
            return (from == null || !start.isBefore(from)) && (to == null || !end.isAfter(to));
        }
    }
}
