/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.imports;

import io.waymark.analytics.imports.ImportError;
import io.waymark.analytics.imports.ImportRun;
import io.waymark.analytics.imports.ImportState;
import java.util.List;

/**
 * What was imported, and what can be.
 *
 * @param formats the names of the formats
 * @param runs the imports, the latest first
 */
public record ImportModel(List<String> formats, List<ImportRun> runs) {

    private static final int ERRORS_SHOWN = 10;

    /** {@return whether anything here will change by itself} */
    public boolean open() {
        return runs.stream().anyMatch(run -> run.state() == ImportState.WAITING || run.state() == ImportState.RUNNING);
    }

    /**
     * The errors to be shown of an import.
     *
     * @param run the import
     * @return the first of them
     */
    public List<ImportError> errors(ImportRun run) {
        return run.errors().stream().limit(ERRORS_SHOWN).toList();
    }

    /**
     * How an import stands, as a color.
     *
     * @param run the import
     * @return the end of a class of the style sheet
     */
    public String tone(ImportRun run) {
        return switch (run.state()) {
            case WAITING, RUNNING, FINISHED -> "good";
            case INTERRUPTED -> "warn";
            case FAILED -> "bad";
        };
    }
}
