/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ListedColumns.Listed;
import io.waymark.analytics.chunk.scan.Millis;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Instants of eight days, most of them of the last three, and periods that begin and end among them. */
public final class RandomDays {

    public static final int HOUR = 3_600_000;

    // Clocks are put forward in between where they are.
    private static final long START = Instant.parse("2026-03-23T06:00:00Z").toEpochMilli();

    private RandomDays() {}

    /** An instant on one of the days, after so many milliseconds of it. */
    public static long instant(Random random, int after) {
        int day = random.nextInt(3) == 0 ? random.nextInt(8) : 5 + random.nextInt(3);
        return START + day * 24L * HOUR + after;
    }

    /** Makes an event of somebody, at an instant. */
    public interface Happens {

        Listed at(int person, long millis);
    }

    /** Adds what some people do, mostly on the last days and beyond midnight; at times with exactly half an hour between. */
    public static void add(Random random, List<Listed> events, Happens happens) {
        int longest = random.nextBoolean() ? HOUR : 30 * HOUR;
        for (int people = 1 + random.nextInt(4); people > 0; people--) {
            int person = 65_534 + random.nextInt(5);
            int hour = random.nextBoolean() ? 14 + random.nextInt(8) : random.nextInt(24);
            long at = instant(random, hour * HOUR);
            for (int i = random.nextInt(12); i > 0; i--) {
                events.add(happens.at(person, at));
                at += random.nextBoolean() ? 1 + random.nextInt(longest) : (1 + random.nextInt(3)) * HOUR / 2;
            }
        }
    }

    /** Everybody, or two of the people. */
    public static @Nullable RoaringBitmap somePeople(Random random) {
        return random.nextBoolean() ? null : RoaringBitmap.bitmapOf(65_534 + random.nextInt(5), 65_536);
    }

    /** The events of some people. */
    public static List<Listed> eventsOf(@Nullable RoaringBitmap people, List<Listed> events) {
        return events.stream()
                .filter(event -> people == null || people.contains(event.person()))
                .toList();
    }

    /** The start of an hour, counted from the first of the days on. */
    public static long hour(int hour) {
        return START + (long) hour * HOUR;
    }

    /** A period that is open at an end, or begins or ends with an hour. */
    public static Millis period(Random random) {
        long from = random.nextInt(3) == 0 ? START + (long) random.nextInt(90) * HOUR : Millis.ALL.from();
        long to = random.nextInt(3) == 0 ? START + (long) random.nextInt(240) * HOUR : Millis.ALL.to();
        return new Millis(from, to);
    }

    /** A period that is not empty. */
    public static Period someTime(Random random) {
        Millis range = period(random);
        while (range.isEmpty()) {
            range = period(random);
        }
        return new Period(
                range.from() == Millis.ALL.from() ? null : Instant.ofEpochMilli(range.from()),
                range.to() == Millis.ALL.to() ? null : Instant.ofEpochMilli(range.to()));
    }
}
