/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.result;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers of reports, each with the version of the data that it was made from, up to so many bytes. Safe for use by
 * many threads.
 */
public final class ResultMemory {

    /** Up to how many bytes of answers are kept, unless said otherwise. */
    public static final long DEFAULT_BYTES = 32L << 20;

    private final boolean on;
    private final Cache<Question, Known> answers;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    private record Known(Object version, Instant from, Answer<?> answer) {

        boolean holds(Object present, Instant now) {
            return version.equals(present) && !now.isBefore(from) && now.isBefore(answer.until());
        }
    }

    /**
     * Keeps answers.
     *
     * @param bytes up to so many bytes of them; zero keeps none
     */
    public ResultMemory(long bytes) {
        this.on = bytes > 0;
        this.answers = CacheBuilder.newBuilder()
                .maximumWeight(Math.max(0, bytes))
                .<Question, Known>weigher((question, known) ->
                        ResultSize.of(question) + ResultSize.of(known.answer().value()))
                .concurrencyLevel(1)
                .build();
    }

    /** {@return whether it keeps anything} */
    public boolean isOn() {
        return on;
    }

    /**
     * Finds an answer.
     *
     * @param <T> the answer
     * @param question what was asked
     * @param version the version of the data, read after the question came
     * @param now the time
     * @return the answer, if it is known and still holds
     */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T find(Question question, Object version, Instant now) {
        Known known = answers.getIfPresent(question);
        if (known == null || !known.holds(version, now)) {
            misses.increment();
            return null;
        }
        hits.increment();
        return (T) known.answer().value();
    }

    /**
     * Keeps an answer, in place of an older one, unless it does not hold any more.
     *
     * @param question what was asked
     * @param version the version of the data, read before the report was made
     * @param now the time of the question, when it had been read
     * @param answer the answer
     */
    public void keep(Question question, Object version, Instant now, Answer<?> answer) {
        if (answer.until().isAfter(now)) {
            answers.put(question, new Known(version, now, answer));
        }
    }

    /** {@return how often an answer was known} */
    public long hits() {
        return hits.sum();
    }

    /** {@return how often one was not, or did not hold any more} */
    public long misses() {
        return misses.sum();
    }
}
