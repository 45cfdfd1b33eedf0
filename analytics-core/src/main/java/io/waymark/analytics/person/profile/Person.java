/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.profile;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person, under all their distinct ids.
 *
 * @param distinctIds the ids: those of a known person first, then by text
 * @param properties what was set by key, unmodifiable; values are strings, numbers, booleans, {@code null}, lists and
 *     maps of these
 * @param firstSeen when they did something first; that outlives the purge
 * @param lastSeen when they did something last, as far as it is kept
 */
public record Person(
        List<String> distinctIds, Map<String, @Nullable Object> properties, Instant firstSeen, Instant lastSeen) {

    public Person {
        distinctIds = List.copyOf(distinctIds);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
