/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.limit;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

/** One bucket of tokens for each sender, in a bounded map. */
final class Buckets<K> {

    private final Rate rate;
    private final TimeMeter time;
    private final Cache<K, Bucket> buckets;

    Buckets(Rate rate, int remembered, LongSupplier nanoTime) {
        this.rate = rate;
        this.time = new NanoTime(nanoTime);
        this.buckets = CacheBuilder.newBuilder().maximumSize(remembered).build();
    }

    Duration take(K sender) {
        if (!rate.limited()) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = bucket(sender).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private Bucket bucket(K sender) {
        try {
            return buckets.get(sender, this::fresh);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A bucket is made without an exception", e);
        }
    }

    private Bucket fresh() {
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(rate.burst())
                .refillGreedy(rate.perSecond(), Duration.ofSeconds(1))
                .build();
        return Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(time)
                .build();
    }

    /** A clock that never goes back: after the host's clock did, a bucket would not fill until it has caught up. */
    private record NanoTime(LongSupplier source) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return source.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
