/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all metrics of a report have in common.
 *
 * @param variants the keys of the variants, the control first
 * @param phases the numbers of the phases, oldest first
 * @param days the days of the experiment in the app's time zone
 * @param dayStarts when each day begins, in milliseconds since the epoch
 * @param from exposures before are of no meaning
 * @param until exposures from then on are of no meaning, and events of metrics without a window neither
 * @param asOf what happened after is not known
 */
@SuppressWarnings("ArrayRecordComponent")
public record Frame(
        List<String> variants,
        List<Integer> phases,
        List<LocalDate> days,
        long[] dayStarts,
        long from,
        long until,
        long asOf) {

    /** How far back people are looked at before they are exposed. */
    static final long BEFORE = Duration.ofDays(14).toMillis();

    private static final long END_OF_TIME = Long.MAX_VALUE / 4;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /**
     * Cuts the time of an experiment into days.
     *
     * @param variants the keys of the variants, the control first
     * @param phases the numbers of the phases, oldest first
     * @param start when it started
     * @param end when it ended; after {@code asOf} if it has not
     * @param asOf the time of the report
     * @param zone the time zone that days are cut in
     * @return the frame
     */
    public static Frame of(
            List<String> variants, List<Integer> phases, Instant start, Instant end, Instant asOf, ZoneId zone) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate last = asOf.isBefore(start)
                ? start.atZone(zone).toLocalDate()
                : asOf.atZone(zone).toLocalDate();
        for (LocalDate day = start.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            days.add(day);
        }
        long[] starts = days.stream()
                .mapToLong(day -> day.atStartOfDay(zone).toInstant().toEpochMilli())
                .toArray();
        long until = end.isAfter(asOf) ? END_OF_TIME : end.toEpochMilli();
        return new Frame(
                List.copyOf(variants),
                List.copyOf(phases),
                List.copyOf(days),
                starts,
                start.toEpochMilli(),
                until,
                asOf.toEpochMilli());
    }

    /** The same as if all of its time were the last day. */
    Frame asOneDay() {
        return new Frame(
                variants,
                phases,
                days.subList(days.size() - 1, days.size()),
                new long[] {dayStarts[0]},
                from,
                until,
                asOf);
    }

    /** The same with so many phases, numbered from 0. */
    Frame withPhases(int count) {
        return new Frame(variants, IntStream.range(0, count).boxed().toList(), days, dayStarts, from, until, asOf);
    }

    /** The day of an instant; the first or last of those outside. */
    int day(long millis) {
        int guess = (int) Math.max(0, Math.min(dayStarts.length - 1, (millis - dayStarts[0]) / DAY));
        while (guess + 1 < dayStarts.length && dayStarts[guess + 1] <= millis) {
            guess++;
        }
        while (guess > 0 && dayStarts[guess] > millis) {
            guess--;
        }
        return guess;
    }

    /**
     * The end of a day.
     *
     * @param day the place of the day
     * @return when it ends, in milliseconds since the epoch; the time of the report for a day that is not over
     */
    public long end(int day) {
        return day + 1 < dayStarts.length ? dayStarts[day + 1] : asOf;
    }

    int phase(int number) {
        int place = phases.indexOf(number);
        return Math.max(0, place);
    }

    int cells() {
        return variants.size() * phases.size() * days.size();
    }
}
