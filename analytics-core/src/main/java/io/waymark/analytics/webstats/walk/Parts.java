/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.scan.PersonTally;
import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts by label. Not safe for use by several threads. */
final class Parts {

    private static final int BYTES_OF_PART = 100;
    private static final int BYTES_OF_PEOPLE = 150;

    private final WalkMemory memory;
    private final boolean keepPeople;
    private @Nullable Part[] parts = new @Nullable Part[64];

    Parts(WalkMemory memory, boolean keepPeople) {
        this.memory = memory;
        this.keepPeople = keepPeople;
    }

    Part of(int label) {
        if (label >= parts.length) {
            int length = Math.max(label + 1, 2 * parts.length);
            memory.take((long) (length - parts.length) * Long.BYTES);
            parts = Arrays.copyOf(parts, length);
        }
        Part known = parts[label];
        if (known == null) {
            memory.take(BYTES_OF_PART + (keepPeople ? BYTES_OF_PEOPLE : 0));
            known = new Part(memory, keepPeople);
            parts[label] = known;
        }
        return known;
    }

    void finishBucket(int bucket) {
        long[] scratch = PersonTally.scratch();
        for (Part part : parts) {
            if (part != null) {
                part.finishBucket(bucket, scratch);
            }
        }
    }

    void add(Parts others) {
        for (int label = 0; label < others.parts.length; label++) {
            Part part = others.parts[label];
            if (part != null) {
                of(label).add(part);
            }
        }
    }

    Map<String, Part> byText(Labels labels) {
        Map<String, Part> byText = new LinkedHashMap<>();
        for (int label = 0; label < parts.length; label++) {
            Part part = parts[label];
            String text = labels.text(part == null ? Labels.NONE : label);
            if (part != null && text != null) {
                byText.put(text, part);
            }
        }
        return byText;
    }
}
