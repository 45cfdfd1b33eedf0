/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import io.waymark.analytics.ui.question.DateRange;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers, shares, durations and times are written. The same in every locale of the host's machine. */
public final class Formats {

    private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final char MINUS = '\u2212';

    private final ZoneId zone;
    private final Instant now;

    /**
     * Formats for one page.
     *
     * @param zone the clock that times are shown in
     * @param now the instant that ages are measured from
     */
    public Formats(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    /**
     * A count.
     *
     * @param value the count
     * @return for example {@code 31,842}
     */
    public String number(long value) {
        return decimals(value, 0);
    }

    /**
     * A measured number.
     *
     * @param value the number
     * @return with at most three decimals, for example {@code 24.9}
     */
    public String number(double value) {
        return new DecimalFormat("#,##0.###", SYMBOLS).format(value).replace('-', MINUS);
    }

    /**
     * A share.
     *
     * @param percent in per cent
     * @return for example {@code 38.2%}; whole numbers at both ends without decimals
     */
    public String percent(double percent) {
        boolean whole = percent == 0 || percent == 100;
        return decimals(percent, whole ? 0 : 1) + "%";
    }

    /**
     * A share with a sign.
     *
     * @param percent in per cent
     * @return for example {@code +14.9%}
     */
    public String signedPercent(double percent) {
        return signed(percent, 1) + "%";
    }

    /**
     * A share with a sign, as the mark of a scale.
     *
     * @param percent in per cent
     * @return for example {@code +20%}
     */
    public String signedShort(double percent) {
        return signed(percent, percent == Math.rint(percent) ? 0 : 1) + "%";
    }

    /**
     * A probability that something is so.
     *
     * @param value between 0 and 1
     * @return for example {@code 78.9%}; never quite 0 or 100
     */
    public String chance(double value) {
        if (value > 0.999) {
            return "> 99.9%";
        }
        return value < 0.001 ? "< 0.1%" : decimals(value * 100, 1) + "%";
    }

    /**
     * A difference of two shares.
     *
     * @param points in percentage points
     * @return for example {@code +6.10 pp}
     */
    public String points(double points) {
        return signed(points, 2) + " pp";
    }

    /**
     * A probability of error.
     *
     * @param value between 0 and 1
     * @return for example {@code 0.042} or {@code < 0.001}
     */
    public String probability(double value) {
        return value < 0.001 ? "< 0.001" : decimals(value, 3);
    }

    /**
     * A length of time.
     *
     * @param seconds in seconds; null for none
     * @return for example {@code 11 min 24 s}
     */
    public String duration(@Nullable Double seconds) {
        if (seconds == null) {
            return "n/a";
        }
        long total = Math.round(seconds);
        if (total < 60) {
            return total == 0 && seconds > 0 ? decimals(seconds, 1) + " s" : total + " s";
        }
        if (total < 3_600) {
            return pair(total / 60, "min", total % 60, "s");
        }
        return total < 86_400
                ? pair(total / 3_600, "h", total % 3_600 / 60, "min")
                : pair(total / 86_400, "d", total % 86_400 / 3_600, "h");
    }

    /**
     * How long ago.
     *
     * @param instant a past instant
     * @return for example {@code 3 min ago}; {@code just now} within ten seconds
     */
    public String ago(Instant instant) {
        long seconds = Math.max(0, now.getEpochSecond() - instant.getEpochSecond());
        if (seconds < 10) {
            return "just now";
        }
        if (seconds < 60) {
            return seconds + " s ago";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min ago";
        }
        return seconds < 86_400 ? seconds / 3_600 + " h ago" : seconds / 86_400 + " d ago";
    }

    /**
     * A day.
     *
     * @param day the day
     * @return for example {@code 20 Oct}
     */
    public String day(LocalDate day) {
        return DAY.format(day);
    }

    /**
     * Several days.
     *
     * @param range the days
     * @return for example {@code 20 Oct – 18 Nov}
     */
    public String days(DateRange range) {
        return range.days() == 1 ? day(range.first()) : day(range.first()) + " – " + day(range.last());
    }

    /**
     * Several days, with the year.
     *
     * @param range the days
     * @return for example {@code 20 Oct – 18 Nov 2026}
     */
    public String daysOfYear(DateRange range) {
        if (range.days() == 1) {
            return DAY_OF_YEAR.format(range.first());
        }
        boolean sameYear = range.first().getYear() == range.last().getYear();
        return (sameYear ? DAY : DAY_OF_YEAR).format(range.first()) + " – " + DAY_OF_YEAR.format(range.last());
    }

    /**
     * A time of day to the second.
     *
     * @param instant the instant
     * @return in the page's zone, for example {@code 14:32:07}
     */
    public String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    /**
     * A time of day to the minute.
     *
     * @param instant the instant
     * @return in the page's zone, for example {@code 14:32}
     */
    public String clock(Instant instant) {
        return CLOCK.format(instant.atZone(zone));
    }

    /**
     * A moment.
     *
     * @param instant the instant
     * @return in the page's zone, for example {@code 18 Nov 2026, 14:32}
     */
    public String moment(Instant instant) {
        return MOMENT.format(instant.atZone(zone));
    }

    /**
     * A coordinate or length inside an SVG.
     *
     * @param value the number
     * @return with two decimals and a point
     */
    public String svg(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String pair(long many, String unit, long rest, String smaller) {
        return rest == 0 ? many + " " + unit : many + " " + unit + " " + rest + " " + smaller;
    }

    private static String signed(double value, int digits) {
        String text = decimals(Math.abs(value), digits);
        boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return zero ? text : (value > 0 ? "+" : "\u2212") + text;
    }

    private static String decimals(double value, int digits) {
        return new DecimalFormat(digits == 0 ? "#,##0" : "#,##0." + "0".repeat(digits), SYMBOLS)
                .format(value)
                .replace('-', MINUS);
    }
}
