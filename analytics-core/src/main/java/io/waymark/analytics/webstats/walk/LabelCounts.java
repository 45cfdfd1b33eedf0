/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts by label. Not safe for use by several threads. */
final class LabelCounts {

    private final WalkMemory memory;
    private long[] counts = new long[64];

    LabelCounts(WalkMemory memory) {
        this.memory = memory;
    }

    void add(int label) {
        add(label, 1);
    }

    private void add(int label, long more) {
        if (label >= counts.length) {
            int length = Math.max(label + 1, 2 * counts.length);
            memory.take((long) (length - counts.length) * Long.BYTES);
            counts = Arrays.copyOf(counts, length);
        }
        counts[label] += more;
    }

    void add(LabelCounts others) {
        for (int label = 0; label < others.counts.length; label++) {
            if (others.counts[label] > 0) {
                add(label, others.counts[label]);
            }
        }
    }

    Map<String, Long> byText(Labels labels) {
        Map<String, Long> byText = new HashMap<>();
        for (int label = 0; label < counts.length; label++) {
            String text = counts[label] == 0 ? null : labels.text(label);
            if (text != null) {
                byText.put(text, counts[label]);
            }
        }
        return byText;
    }
}
