/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.primitives.ImmutableLongArray;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.store.budget.HeapShare;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Keeps what was found out about chunks, which never change: of what was asked for last, up to a number of bytes. Safe for
 * use by many threads.
 */
public final class ColumnMemory {

    private static final long MAX_DEFAULT_BYTES = 256L << 20;

    /** One finding is not to push out all others. */
    private static final int LEAST_FINDINGS = 4;

    private final long most;
    private final Cache<Key, Finding> findings;

    /**
     * Starts without any.
     *
     * @param bytes how many are kept, about; zero or less for none
     */
    public ColumnMemory(long bytes) {
        this.most = Math.max(0, bytes) / LEAST_FINDINGS;
        this.findings = CacheBuilder.newBuilder()
                .maximumWeight(Math.max(0, bytes))
                .concurrencyLevel(1)
                .<Key, Finding>weigher(
                        (key, finding) -> finding.bytes() + key.chunks().length() * Long.BYTES)
                .build();
    }

    /** {@return how many bytes are kept unless said otherwise: an eighth of the heap, at most 256 megabytes} */
    public static long defaultBytes() {
        return HeapShare.eighth(MAX_DEFAULT_BYTES);
    }

    /** {@return how many bytes a finding should take at the most; zero if none is kept} */
    public long most() {
        return most;
    }

    /**
     * What a finding depends on.
     *
     * @param question what is asked, with equality by content
     * @param people whose events are asked about, as {@link #mark marked}; {@code null} for everybody
     * @param chunks the numbers of all chunks that were asked, in order
     */
    public record Key(Object question, @Nullable HashCode people, ImmutableLongArray chunks) {}

    /** What is kept. Is not changed any more, and may be read by many threads. */
    public interface Finding {

        /** {@return how many bytes it takes, about} */
        int bytes();
    }

    /**
     * Says under what an answer about the events of a time can be kept.
     *
     * @param question what is asked, with equality by content
     * @param people whose events are asked about; {@code null} for everybody
     * @param events the events
     * @param eventNameIds the numbers of their names
     * @param time when they happened
     * @return the key; empty if it cannot be kept: not all of the events are as they are in chunks, the time begins or ends at
     *     any moment, or nothing is kept
     */
    public Optional<Key> key(
            Object question,
            @Nullable RoaringBitmap people,
            EventColumns events,
            Set<Integer> eventNameIds,
            Millis time) {
        return most == 0 || !time.isOfCalendar()
                ? Optional.empty()
                : events.chunks(eventNameIds, new long[] {time.from(), time.to()})
                        .get(0)
                        .map(chunks -> new Key(question, mark(people), chunks));
    }

    /**
     * Tells sets of people apart by 32 bytes instead of all their members.
     *
     * @param people the set; {@code null} for everybody
     * @return its SHA-256; {@code null} for everybody
     */
    public static @Nullable HashCode mark(@Nullable RoaringBitmap people) {
        if (people == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(people.serializedSizeInBytes());
        people.serialize(bytes);
        return Hashing.sha256().hashBytes(bytes.array());
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
