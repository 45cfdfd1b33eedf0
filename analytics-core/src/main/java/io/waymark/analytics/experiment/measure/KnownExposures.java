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
 * who has been merged since, has to be asked for. Whoever writes exposures deletes none and changes them to earlier times only,
 * so that those from before and those from after together say what all rows say. Safe for use by many threads.
 */
final class KnownExposures {

    private static final long MAX_BYTES = 32L << 20;
    private static final int FEW = 20_000;
    private static final int SHARE = 10;

    private final Cache<Long, AsOf> known = CacheBuilder.newBuilder()
            .maximumWeight(MAX_BYTES)
            .concurrencyLevel(1)
            .<Long, AsOf>weigher((experiment, asOf) ->
                    (int) Math.min(Integer.MAX_VALUE, asOf.exposures().bytes()))
            .build();

    /**
     * All exposures at one moment.
     *
     * @param server which run of which server it is of
     * @param snapshot the moment, as a snapshot of the database
     * @param exposures of the people as they were then
     */
    record AsOf(String server, String snapshot, Exposures exposures) {}

    /** Null if it is not known, or of another server: one that was restored, or has taken over, may count otherwise. */
    @Nullable
    AsOf find(long experiment, String server) {
        AsOf found = known.getIfPresent(experiment);
        return found == null || found.server().equals(server) ? found : null;
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
