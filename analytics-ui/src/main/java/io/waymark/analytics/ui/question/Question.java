/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.question;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.tenant.AppCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every number on a page answers.
 *
 * @param choice the range picked by one click; null for days of one's own
 * @param range the days asked about
 * @param compare whether the same number of days before is asked about too
 * @param segment the key of the segment to look at; null for everyone
 * @param zone whose calendar cuts the days
 * @param home how the app cuts time: its zone unless the address names another, where its weeks begin, and sessions
 * @param now the instant of asking
 * @param stated what the address says about the question, to be carried along by links
 */
public record Question(
        @Nullable RangeChoice choice,
        DateRange range,
        boolean compare,
        @Nullable String segment,
        ZoneId zone,
        AppCalendar home,
        Instant now,
        Map<String, String> stated) {

    /** The most days a question may span. */
    static final int MAX_DAYS = 3_660;

    private static final String APP = "app";

    public Question {
        stated = Map.copyOf(stated);
    }

    /**
     * Reads the address. What cannot be read is left at its default: an old bookmark still opens.
     *
     * @param parameters the parameters of the address, by name
     * @param fallback the range unless the address names one
     * @param calendars tells the calendar of an app
     * @param now the current instant
     * @return the question
     */
    public static Question read(
            Map<String, String> parameters, RangeChoice fallback, Function<AppId, AppCalendar> calendars, Instant now) {
        Map<String, String> stated = new LinkedHashMap<>();
        AppId app = app(parameters.get(APP));
        if (!app.equals(AppId.DEFAULT)) {
            stated.put(APP, Integer.toString(app.value()));
        }
        AppCalendar home = calendars.apply(app);
        ZoneId asked = zone(parameters.get("zone"), home.timeZone(), stated);
        LocalDate today = now.atZone(asked).toLocalDate();
        RangeChoice choice = fallback;
        DateRange range = fallback.upTo(today, home.weekStart());
        Optional<RangeChoice> named =
                Optional.ofNullable(parameters.get("range")).flatMap(RangeChoice::of);
        Optional<DateRange> custom = custom(parameters.get("from"), parameters.get("to"));
        if (named.isPresent()) {
            choice = named.get();
            range = choice.upTo(today, home.weekStart());
            stated.put("range", choice.key());
        } else if (custom.isPresent()) {
            choice = null;
            range = custom.get();
            stated.put("from", range.first().toString());
            stated.put("to", range.last().toString());
        }
        boolean compare = !"none".equals(parameters.get("compare"));
        if (!compare) {
            stated.put("compare", "none");
        }
        String segment = parameters.getOrDefault("segment", "");
        if (!segment.isBlank()) {
            stated.put("segment", segment);
        }
        return new Question(choice, range, compare, segment.isBlank() ? null : segment, asked, home, now, stated);
    }

    /**
     * Reads which app is looked at.
     *
     * @param number its number, as the address says it
     * @return the app; the default one where the address says nothing that can be read
     */
    public static AppId app(@Nullable String number) {
        return number != null && number.matches("[1-9][0-9]{0,8}")
                ? new AppId(Integer.parseInt(number))
                : AppId.DEFAULT;
    }

    /** {@return the gap that, if it is longer, starts a new session} */
    public Duration sessionGap() {
        return home.sessionGap();
    }

    /** {@return the app that is looked at} */
    public AppId app() {
        return app(stated.get(APP));
    }

    /** {@return the instants asked about; a day that is not over ends with this minute, so that answers can be kept for it} */
    public Period period() {
        Period whole = range.in(zone);
        Instant to = whole.to();
        Instant from = whole.from();
        Instant end = endOfMinute();
        return to != null && from != null && to.isAfter(end) && from.isBefore(end) ? Period.between(from, end) : whole;
    }

    /** {@return the instants asked about up to the end of the last day} */
    public Period wholePeriod() {
        return range.in(zone);
    }

    /** {@return as much time before; when the range ends now, the same hours of its last day} */
    public Period previousPeriod() {
        Period whole = range.previous().in(zone);
        Instant end = range.last().plusDays(1).atStartOfDay(zone).toInstant();
        Instant from = whole.from();
        Instant to = whole.to();
        Instant present = endOfMinute();
        if (from == null || to == null || !end.isAfter(present)) {
            return whole;
        }
        Instant sameHour = to.minus(Duration.between(present, end));
        return sameHour.isAfter(from) ? Period.between(from, sameHour) : whole;
    }

    /** {@return whether the last day asked about is not over} */
    public boolean open() {
        return range.last().plusDays(1).atStartOfDay(zone).toInstant().isAfter(now);
    }

    /** {@return the day on which weeks begin} */
    public DayOfWeek weekStart() {
        return home.weekStart();
    }

    private Instant endOfMinute() {
        return now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    }

    /** {@return the current day} */
    public LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    private static ZoneId zone(@Nullable String name, ZoneId fallback, Map<String, String> stated) {
        if (name == null || !ZoneId.getAvailableZoneIds().contains(name)) {
            return fallback;
        }
        stated.put("zone", name);
        return ZoneId.of(name);
    }

    private static Optional<DateRange> custom(@Nullable String from, @Nullable String to) {
        LocalDate first = from == null ? null : DateRange.day(from);
        LocalDate last = to == null ? null : DateRange.day(to);
        if (first == null || last == null) {
            return Optional.empty();
        }
        DateRange range = new DateRange(first, last);
        boolean usable =
                first.getYear() > 1900 && last.getYear() < 3000 && !last.isBefore(first) && range.days() <= MAX_DAYS;
        return usable ? Optional.of(range) : Optional.empty();
    }
}
