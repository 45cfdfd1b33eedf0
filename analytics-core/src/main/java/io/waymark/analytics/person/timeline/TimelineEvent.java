/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.timeline;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of a person.
 *
 * @param seq its place in the order of ingest
 * @param event the event name
 * @param occurredAt when it happened
 * @param receivedAt when it reached us
 * @param properties its properties by key, unmodifiable
 */
public record TimelineEvent(
        long seq, String event, Instant occurredAt, Instant receivedAt, Map<String, @Nullable Object> properties) {

    public TimelineEvent {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
