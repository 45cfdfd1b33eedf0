/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import io.waymark.analytics.chunk.UnansweredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Gives texts numbers, for one report or what is remembered of it. Safe for use by many threads. */
public final class Labels {

    /** No text. */
    public static final int NONE = 0;

    private static final long MOST_BYTES = 64L << 20;
    private static final int BYTES_BESIDES_TEXT = 150;

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final List<String> texts = new ArrayList<>();

    private long bytes;

    /** Starts without any. */
    public Labels() {}

    /** {@return others that begin with these} */
    public synchronized Labels copy() {
        Labels copy = new Labels();
        texts.forEach(copy::of);
        return copy;
    }

    /**
     * The number of a text.
     *
     * @param text the text; {@code null} for none
     * @return its number, from 1 on; {@link #NONE} for none
     * @throws UnansweredException if there are too many
     */
    public int of(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        Integer known = numbers.get(text);
        return known == null ? add(text) : known;
    }

    private synchronized int add(String text) {
        return numbers.computeIfAbsent(text, any -> {
            bytes += BYTES_BESIDES_TEXT + (long) text.length() * Character.BYTES;
            if (bytes > MOST_BYTES) {
                throw new UnansweredException("There are too many different texts to keep them in memory");
            }
            texts.add(text);
            return texts.size();
        });
    }

    /**
     * The text of a number.
     *
     * @param label the number
     * @return the text; {@code null} for {@link #NONE}
     */
    public synchronized @Nullable String text(int label) {
        return label == NONE ? null : texts.get(label - 1);
    }

    /** {@return how many bytes they take, about} */
    public synchronized long bytes() {
        return bytes;
    }

    /** {@return the greatest number that was given to a text} */
    public synchronized int last() {
        return texts.size();
    }
}
