/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.roaringbitmap.RoaringBitmap;

class TrailingPeopleTests {

    @RepeatedTest(200)
    void everybodyOfTheLastDaysIsCountedOnce(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        RoaringBitmap[] days = new RoaringBitmap[random.nextInt(40)];
        for (int day = 0; day < days.length; day++) {
            days[day] = new RoaringBitmap();
            random.ints(random.nextInt(20), 0, 50).forEach(days[day]::add);
        }
        int length = 1 + random.nextInt(12);
        AtomicLong taken = new AtomicLong();

        long[] counts = TrailingPeople.count(days, length, taken::addAndGet);

        for (int day = 0; day < days.length; day++) {
            RoaringBitmap together = new RoaringBitmap();
            for (int each = Math.max(0, day - length + 1); each <= day; each++) {
                together.or(days[each]);
            }
            assertThat(counts[day]).isEqualTo(together.getLongCardinality());
        }
        assertThat(taken).hasValue(0);
    }
}
