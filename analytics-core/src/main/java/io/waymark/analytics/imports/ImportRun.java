/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

import io.waymark.analytics.AppId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an import stands, or what became of it.
 *
 * @param id its number
 * @param app the app that gets the events
 * @param name the name of the source
 * @param format the name of the format
 * @param state how it stands
 * @param lines how many lines are done, from the first
 * @param recorded how many events are stored, now or since an earlier import
 * @param dropped how many lines made no event on purpose, by reason
 * @param rejected how many lines something is wrong with
 * @param errors the first of these, in order
 * @param failure why it stopped; {@code null} unless it did
 * @param startedAt when it was first asked for
 * @param updatedAt when it last came along
 * @param finishedAt when it came to the end; {@code null} before
 */
public record ImportRun(
        long id,
        AppId app,
        String name,
        String format,
        ImportState state,
        long lines,
        long recorded,
        Map<String, Long> dropped,
        long rejected,
        List<ImportError> errors,
        @Nullable String failure,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt) {

    /** So many errors are kept of an import; all are counted. */
    public static final int MAX_ERRORS = 100;

    public ImportRun {
        dropped = Map.copyOf(dropped);
        errors = List.copyOf(errors);
    }

    /** {@return how many lines made no event on purpose} */
    public long droppedInAll() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return how many lines made no event on purpose, by reason, in alphabetical order} */
    public Map<String, Long> droppedByReason() {
        return new TreeMap<>(dropped);
    }
}
