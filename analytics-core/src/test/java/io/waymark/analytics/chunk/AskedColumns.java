/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import com.google.common.primitives.ImmutableLongArray;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Knows the earliest time whose events were gone through. */
public final class AskedColumns extends ListedColumns {

    private long earliest = Long.MAX_VALUE;

    public AskedColumns(Collection<Listed> events) {
        super(new Random(1), events);
    }

    /** Always those that hold the events. */
    @Override
    public List<Optional<ImmutableLongArray>> chunks(Set<Integer> eventNameIds, long[] bounds) {
        return List.of(Optional.of(numbers(eventNameIds, bounds[0], bounds[1])));
    }

    @Override
    public List<Span> spans(int bucket, Set<Integer> eventNameIds, long fromMillis, long toMillis) {
        earliest = Math.min(earliest, fromMillis);
        return super.spans(bucket, eventNameIds, fromMillis, toMillis);
    }

    /** In milliseconds since the epoch. */
    public long earliest() {
        return earliest;
    }
}
