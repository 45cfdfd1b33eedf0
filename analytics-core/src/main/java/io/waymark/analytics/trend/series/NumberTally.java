/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.event.DecimalNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a measure has to know of the numbers of some events. Not safe for use by several threads. */
final class NumberTally {

    private static final double MIDDLE = 0.5;
    private static final double MOST = 0.95;

    private final Measure measure;
    private final boolean keepsAll;
    private final boolean addsUp;
    private int size;
    private BigDecimal sum = BigDecimal.ZERO;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private double[] all = new double[0];

    NumberTally(Measure measure) {
        this.measure = measure;
        this.keepsAll = measure == Measure.MEDIAN || measure == Measure.P95;
        this.addsUp = measure == Measure.SUM || measure == Measure.AVERAGE;
    }

    /** Returns whether the number is kept. */
    boolean add(DecimalNumber number) {
        if (keepsAll) {
            expect(1);
            all[size] = number.nearest();
        } else if (addsUp) {
            sum = sum.add(number.exact());
        } else {
            least = Math.min(least, number.nearest());
            greatest = Math.max(greatest, number.nearest());
        }
        size++;
        return keepsAll;
    }

    void add(NumberTally other) {
        if (keepsAll) {
            expect(other.size);
            System.arraycopy(other.all, 0, all, size, other.size);
        } else if (addsUp) {
            sum = sum.add(other.sum);
        } else {
            least = Math.min(least, other.least);
            greatest = Math.max(greatest, other.greatest);
        }
        size += other.size;
    }

    private void expect(int more) {
        if (size + more > all.length) {
            all = Arrays.copyOf(all, Math.max(size + more, all.length + (all.length >> 1)));
        }
    }

    /** As the database measures it, but for the last digit of a mean. */
    @Nullable
    Double value() {
        if (size == 0) {
            return measure.isZeroOfNothing() ? Double.valueOf(0) : null;
        }
        return switch (measure) {
            case SUM -> sum.doubleValue();
            case AVERAGE ->
                sum.divide(BigDecimal.valueOf(size), MathContext.DECIMAL128).doubleValue();
            case MIN -> least;
            case MAX -> greatest;
            case MEDIAN -> percentile(MIDDLE);
            case P95 -> percentile(MOST);
            case TOTAL, UNIQUE, PER_PERSON -> throw new IllegalStateException(measure + " is not measured of numbers");
        };
    }

    private double percentile(double share) {
        Arrays.sort(all, 0, size);
        double place = share * (size - 1);
        double below = all[(int) Math.floor(place)];
        double above = all[(int) Math.ceil(place)];
        return below + (above - below) * (place - Math.floor(place));
    }
}
