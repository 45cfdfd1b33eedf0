/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stays true for as long as the writers' lock is held, but for what its holder changes.
 *
 * @param purgedBefore events before are not taken any more; {@code null} if nothing was ever purged
 * @param merged the person that each one is now, by the one that was merged, of the people who were asked for and of those
 *     merged into them
 */
public record UnderLock(@Nullable Instant purgedBefore, Map<Integer, Integer> merged) {

    public UnderLock {
        merged = Map.copyOf(merged);
    }
}
