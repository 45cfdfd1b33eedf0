/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts everybody of the last days, for each of many days, with three unions a day however long the time is: days are put
 * into blocks as long as it, and what ends at a day is the end of one block and the beginning of the next. By Marcel van
 * Herk, A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels, 1992.
 */
final class TrailingPeople {

    private final RoaringBitmap[] days;
    private final int length;
    private final LongConsumer memory;

    /** Those of the block before, from each of its days on; {@code null} in the first block. */
    private RoaringBitmap @Nullable [] endings;

    private TrailingPeople(RoaringBitmap[] days, int length, LongConsumer memory) {
        this.days = days;
        this.length = length;
        this.memory = memory;
    }

    /**
     * Counts.
     *
     * @param days the people of each day
     * @param length how many days are counted together, the day itself among them; those before the first are empty
     * @param memory is told what is taken, in bytes, and what is let go
     * @return how many people there are, by the last day
     */
    static long[] count(RoaringBitmap[] days, int length, LongConsumer memory) {
        return new TrailingPeople(days, length, memory).count();
    }

    private long[] count() {
        long[] counts = new long[days.length];
        RoaringBitmap beginning = new RoaringBitmap();
        for (int day = 0; day < days.length; day++) {
            int place = day % length;
            if (place == 0) {
                beginning = new RoaringBitmap();
                endBlock(day - length);
            }
            beginning.or(days[day]);
            counts[day] = endings == null || place == length - 1
                    ? beginning.getLongCardinality()
                    : RoaringBitmap.orCardinality(endings[place + 1], beginning);
        }
        letGo();
        return counts;
    }

    private void endBlock(int first) {
        letGo();
        if (first >= 0 && length > 1) {
            RoaringBitmap[] block = new RoaringBitmap[length];
            block[length - 1] = days[first + length - 1];
            for (int place = length - 2; place > 0; place--) {
                block[place] = RoaringBitmap.or(days[first + place], block[place + 1]);
                memory.accept(block[place].getLongSizeInBytes());
            }
            endings = block;
        }
    }

    private void letGo() {
        if (endings != null) {
            for (int place = 1; place < length - 1; place++) {
                memory.accept(-endings[place].getLongSizeInBytes());
            }
            endings = null;
        }
    }
}
