/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import io.waymark.analytics.Event;
import java.util.List;

/**
 * Sees events after they have been stored, for example to pass them on.
 *
 * <p>Each hook has a thread of its own and a bounded queue: a slow or failing hook holds up neither ingest nor another
 * hook. As long as the application runs, a batch is given to a hook at least once, again if the hook throws; after a
 * few attempts, or when the hook falls too far behind, events pass it by and are counted.
 */
@FunctionalInterface
public interface AfterIngestHook {

    /**
     * Takes notice of events that were committed in one transaction.
     *
     * @param events the events, in the order of ingest; unmodifiable, not empty
     * @throws Exception if the batch should be given again
     */
    void afterIngest(List<Event> events) throws Exception;
}
