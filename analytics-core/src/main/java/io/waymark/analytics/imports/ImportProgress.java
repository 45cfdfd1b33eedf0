/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

import io.waymark.analytics.track.IngestOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of the lines of an import. Not safe for use by several threads. */
final class ImportProgress {

    private final ImportRun start;
    private long lines;
    private long recorded;
    private long rejected;
    private final Map<String, Long> dropped;
    private final List<ImportError> errors;

    ImportProgress(ImportRun start) {
        this.start = start;
        this.lines = start.lines();
        this.recorded = start.recorded();
        this.rejected = start.rejected();
        this.dropped = new HashMap<>(start.dropped());
        this.errors = new ArrayList<>(start.errors());
    }

    long lines() {
        return lines;
    }

    void finished(long line) {
        lines = line;
    }

    void settle(ImportRow row, IngestOutcome outcome) {
        String reason = Objects.requireNonNullElse(outcome.reason(), "");
        switch (outcome.status()) {
            case RECORDED -> recorded++;
            case DROPPED -> dropped(reason);
            case REJECTED, INVALID ->
                rejected(
                        row,
                        outcome.pointer() == null ? reason : outcome.pointer().substring(1) + " " + reason);
        }
    }

    void dropped(String reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    void rejected(ImportRow row, String reason) {
        rejected++;
        if (errors.size() < ImportRun.MAX_ERRORS) {
            errors.add(new ImportError(row.first(), reason));
        }
    }

    ImportRun run(ImportState state, @Nullable String failure, Instant at) {
        return new ImportRun(
                start.id(),
                start.app(),
                start.name(),
                start.format(),
                state,
                lines,
                recorded,
                dropped,
                rejected,
                errors,
                failure,
                start.startedAt(),
                at,
                state == ImportState.FINISHED ? at : null);
    }
}
