/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** Finds what is so frequent that it may be among the most frequent, without putting all in order. */
final class MostFrequent {

    private MostFrequent() {}

    /**
     * A count that enough things reach, if there are so many.
     *
     * @param size how many things there are
     * @param times how often each was counted
     * @param enough how many are enough
     * @return a power of two
     */
    static long reached(int size, IntToLongFunction times, int enough) {
        int[] byBits = new int[Long.SIZE + 1];
        for (int thing = 0; thing < size; thing++) {
            byBits[Long.SIZE - Long.numberOfLeadingZeros(times.applyAsLong(thing))]++;
        }
        int bits = Long.SIZE;
        for (int reached = byBits[bits]; reached < enough && bits > 1; reached += byBits[bits]) {
            bits--;
        }
        return 1L << (bits - 1);
    }

    /**
     * Finds the most frequent, without an object for each of the others.
     *
     * @param <K> what tells things of the same count apart; made of those only that may be among the most frequent
     * @param size how many things there are
     * @param times how often each was counted
     * @param limit at most so many are found
     * @param key what tells a thing apart
     * @param order the order of things of the same count
     * @return the numbers of the things, the most frequent first
     */
    static <K> int[] of(int size, IntToLongFunction times, int limit, IntFunction<K> key, Comparator<K> order) {
        long least = reached(size, times, limit);
        Comparator<Thing<K>> firstFirst = Comparator.comparingLong((Thing<K> thing) -> thing.times())
                .reversed()
                .thenComparing(Thing::key, order);
        PriorityQueue<Thing<K>> lastFirst = new PriorityQueue<>(firstFirst.reversed());
        for (int thing = 0; thing < size; thing++) {
            long own = times.applyAsLong(thing);
            @Nullable Thing<K> last = lastFirst.size() < limit ? null : lastFirst.peek();
            if (own < (last == null ? least : last.times())) {
                continue;
            }
            Thing<K> next = new Thing<>(thing, own, key.apply(thing));
            if (last == null) {
                lastFirst.add(next);
            } else if (firstFirst.compare(next, last) < 0) {
                lastFirst.remove();
                lastFirst.add(next);
            }
        }
        return lastFirst.stream().sorted(firstFirst).mapToInt(Thing::number).toArray();
    }

    private record Thing<K>(int number, long times, K key) {}
}
