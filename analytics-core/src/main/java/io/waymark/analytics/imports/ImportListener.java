/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

/** Is told how an import comes along. */
@FunctionalInterface
public interface ImportListener {

    /** Does not want to know. */
    ImportListener NONE = run -> {};

    /**
     * Some more lines are done. Called on the thread of the import, which waits meanwhile; an exception ends the import,
     * which can be resumed.
     *
     * @param run how it stands now
     */
    void progressed(ImportRun run);
}
