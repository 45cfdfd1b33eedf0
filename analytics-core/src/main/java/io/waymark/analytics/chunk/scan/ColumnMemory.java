/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.primitives.ImmutableLongArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was found out about chunks, which never change: up to 48 MB of what was asked for last. Safe for use by many
 * threads.
 */
public final class ColumnMemory {

    private static final long BYTES = 48L << 20;

    private final Cache<Key, Finding> findings = CacheBuilder.newBuilder()
            .maximumWeight(BYTES)
            .concurrencyLevel(1)
            .<Key, Finding>weigher(
                    (key, finding) -> finding.bytes() + key.chunks().length() * Long.BYTES)
            .build();

    ColumnMemory() {}

    /**
     * What a finding depends on.
     *
     * @param question what is asked, with equality by content
     * @param chunks the numbers of all chunks that were asked, in order
     */
    public record Key(Object question, ImmutableLongArray chunks) {}

    /** What is kept. Is not changed any more, and may be read by many threads. */
    public interface Finding {

        /** {@return how many bytes it takes, about} */
        int bytes();
    }

    /**
     * Finds out, or remembers.
     *
     * @param <F> the kind of finding
     * @param key all that it depends on; {@code null} if it is not to be kept
     * @param type the kind of finding
     * @param finding finds it out
     * @return the finding
     */
    public <F extends Finding> F find(@Nullable Key key, Class<F> type, Supplier<F> finding) {
        Finding known = key == null ? null : findings.getIfPresent(key);
        if (known != null) {
            return type.cast(known);
        }
        F found = finding.get();
        if (key != null) {
            findings.put(key, found);
        }
        return found;
    }
}
