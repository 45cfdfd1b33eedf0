/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What was counted of all buckets, by the threads that counted. Not safe for use by several threads. */
final class PathBuckets {

    private final WalkMemory memory;
    private final List<PathBucket> buckets = new ArrayList<>();
    private final Map<PathCounts, PathBucket> threads = new IdentityHashMap<>();

    PathBuckets(WalkMemory memory) {
        this.memory = memory;
    }

    void add(PathBucket bucket) {
        buckets.add(bucket);
        threads.put(bucket.counts(), bucket);
    }

    /** What each thread counted. */
    Set<PathCounts> counts() {
        return threads.keySet();
    }

    /**
     * Counts the different people who took some things.
     *
     * @param things in each bucket, who took what
     * @param number how many these things are
     * @param numbers what number a thread gave to each of them; negative for none
     */
    long[] users(
            ColumnEngine engine,
            Function<PathBucket, TakersFigures> things,
            int number,
            Function<PathCounts, int[]> numbers) {
        Map<PathCounts, int[]> places = new IdentityHashMap<>();
        counts().forEach(counts -> places.put(counts, places(numbers.apply(counts))));
        long[] users = new long[number];
        engine.eachBucket(
                IntStream.range(0, buckets.size()).toArray(),
                buckets::get,
                (PathBucket bucket) ->
                        things.apply(bucket).users(Objects.requireNonNull(places.get(bucket.counts())), number),
                some -> Arrays.setAll(users, place -> users[place] + some[place]));
        places.values().forEach(own -> memory.take(-(long) own.length * Integer.BYTES));
        return users;
    }

    private int[] places(int[] numbers) {
        int length = IntStream.of(numbers).max().orElse(-1) + 1;
        memory.take((long) length * Integer.BYTES);
        int[] places = new int[length];
        Arrays.fill(places, -1);
        for (int place = 0; place < numbers.length; place++) {
            if (numbers[place] >= 0) {
                places[numbers[place]] = place;
            }
        }
        return places;
    }
}
