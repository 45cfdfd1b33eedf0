/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.experiment.audience.Facts;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is remembered of somebody. Safe for use by many threads; reading takes no lock. */
final class KnownUnit {

    private static final Entry[] NONE = {};

    private volatile Entry[] entries = NONE;
    private volatile @Nullable Read facts;
    private @Nullable CompletableFuture<Facts> reading;

    @Nullable
    Entry find(long experimentId) {
        for (Entry entry : entries) {
            if (entry.experimentId() == experimentId) {
                return entry;
            }
        }
        return null;
    }

    /** Remembers an entry; a variant that is kept already stays. Returns what is remembered. */
    synchronized Entry remember(Entry entry) {
        Entry present = find(entry.experimentId());
        if (present != null && present.isKept()) {
            return present;
        }
        replace(entry);
        return entry;
    }

    /** Remembers the variant of the table, which is the first one whatever is remembered here. */
    synchronized void correct(Entry entry) {
        Entry present = find(entry.experimentId());
        if (present == null || !present.isKept() || !present.assignment().equals(entry.assignment())) {
            replace(entry);
        }
    }

    private void replace(Entry entry) {
        Entry[] present = entries;
        for (int i = 0; i < present.length; i++) {
            if (present[i].experimentId() == entry.experimentId()) {
                Entry[] changed = present.clone();
                changed[i] = entry;
                entries = changed;
                return;
            }
        }
        Entry[] longer = Arrays.copyOf(present, present.length + 1);
        longer[present.length] = entry;
        entries = longer;
    }

    /** What was read about them, and when. */
    @Nullable
    Read facts() {
        return facts;
    }

    void facts(@Nullable Read read) {
        facts = read;
    }

    /** What is being read about them; begins to read unless that is under way. */
    synchronized CompletableFuture<Facts> reading(Supplier<CompletableFuture<Facts>> start) {
        CompletableFuture<Facts> present = reading;
        if (present == null || present.isDone()) {
            present = start.get();
            reading = present;
        }
        return present;
    }

    record Read(Facts facts, long at) {}
}
