/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the exposures of experiments that were looked at last in memory, each as of one moment: what was written since, and
 * who has been merged since, has to be asked for. Rows are never deleted, and never changed but to an earlier time, so
 * that those from before and those from after together say what all rows say. Safe for use by many threads.
 */
final class KnownExposures {

    private static final long MAX_BYTES = 32L << 20;
    private static final int FEW = 20_000;
    private static final int SHARE = 10;

    private final Cache<Long, AsOf> known = CacheBuilder.newBuilder()
            .maximumWeight(MAX_BYTES)
            .concurrencyLevel(1)
            .<Long, AsOf>weigher((experiment, asOf) -> asOf.exposures().size() * Exposures.BYTES_A_ROW)
            .build();

    /**
     * All exposures at one moment.
     *
     * @param snapshot the moment, as a snapshot of the database
     * @param exposures of the people as they were then
     */
    record AsOf(String snapshot, Exposures exposures) {}

    @Nullable
    AsOf find(long experiment) {
        return known.getIfPresent(experiment);
    }

    void put(long experiment, AsOf asOf) {
        known.put(experiment, asOf);
    }

    /** Has all be read again next time, if that costs less than what is new. */
    void noteNews(long experiment, AsOf asOf, int rows) {
        if (rows > FEW + asOf.exposures().size() / SHARE) {
            known.asMap().remove(experiment, asOf);
        }
    }
}
