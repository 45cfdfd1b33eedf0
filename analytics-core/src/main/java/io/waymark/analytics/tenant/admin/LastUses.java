/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Remembers when keys were used, and writes it from time to time: a request only leaves a mark in memory, and each key is
 * written at most once a minute.
 */
final class LastUses {

    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    private final KeyRows rows;
    private final Clock clock;
    private final ConcurrentMap<Long, Instant> used = new ConcurrentHashMap<>();
    private final Map<Long, Instant> written = new HashMap<>();

    LastUses(KeyRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    void mark(long id) {
        used.put(id, clock.instant());
    }

    synchronized void write() {
        Map<Long, Instant> due = new HashMap<>();
        used.forEach((id, at) -> {
            Instant last = written.get(id);
            if (last == null || last.plus(AT_MOST_EVERY).isBefore(at)) {
                due.put(id, at);
            }
        });
        if (!due.isEmpty()) {
            rows.used(due);
            written.putAll(due);
        }
    }
}
