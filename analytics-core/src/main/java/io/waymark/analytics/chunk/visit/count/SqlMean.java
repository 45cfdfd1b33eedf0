/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.count;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Divides as PostgreSQL does, so that both engines say the same to the last digit: {@code avg} of {@code numeric} keeps as
 * many digits as {@code select_div_scale} of its {@code numeric.c} says, which a double is made of only then.
 */
public final class SqlMean {

    private static final int SIGNIFICANT_DIGITS = 16;
    private static final int DIGITS_OF_A_GROUP = 4;
    private static final int SCALE_OF_SECONDS = 6;

    private SqlMean() {}

    /**
     * The mean of lengths of time.
     *
     * @param millis their sum, in milliseconds; not negative
     * @param count how many there are
     * @return the mean in seconds; 0 of none
     */
    public static double seconds(long millis, long count) {
        if (count == 0) {
            return 0;
        }
        BigDecimal sum = BigDecimal.valueOf(millis, 3);
        BigDecimal number = BigDecimal.valueOf(count);
        int groups = groups(sum) - groups(number) - (firstGroup(sum) <= firstGroup(number) ? 1 : 0);
        int scale = Math.max(SIGNIFICANT_DIGITS - groups * DIGITS_OF_A_GROUP, SCALE_OF_SECONDS);
        return sum.divide(number, scale, RoundingMode.HALF_UP).doubleValue();
    }

    /** The power of ten thousand that a number begins with. */
    private static int groups(BigDecimal number) {
        return number.signum() == 0 ? 0 : Math.floorDiv(number.precision() - number.scale() - 1, DIGITS_OF_A_GROUP);
    }

    private static int firstGroup(BigDecimal number) {
        return number.scaleByPowerOfTen(-DIGITS_OF_A_GROUP * groups(number)).intValue();
    }
}
