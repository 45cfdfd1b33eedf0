/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.identify;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The properties of a person. Whatever the order in which writes arrive, they count in the order in which they happened:
 *
 * <ol>
 *   <li>Of what was set and unset, the latest stands; of two of the same time, the one that arrived last.
 *   <li>What was set once stands where nothing was set; of several, the earliest since it was last unset.
 *   <li>A person into whom another is merged keeps what they have, and gets what else the other has.
 * </ol>
 *
 * <p>Beside each value is kept how and when it was written, {@code [kind, time, time of an earlier unset]} with times in
 * milliseconds; an unset key keeps that too. A person has at most so many keys; further ones are not taken.
 */
final class Profile {

    static final int MAX_KEYS = 1_000;

    private static final String SET = "set";
    private static final String ONCE = "once";
    private static final String UNSET = "unset";

    private final ObjectNode values;
    private final Map<String, Write> writes = new HashMap<>();
    private boolean changed;

    private record Write(String kind, long at, long unsetAt) {}

    Profile(ObjectNode values, JsonNode writes) {
        this.values = values;
        writes.properties()
                .forEach(entry -> this.writes.put(
                        entry.getKey(),
                        new Write(
                                entry.getValue().path(0).stringValue(),
                                entry.getValue().path(1).longValue(),
                                entry.getValue().path(2).asLong(Long.MIN_VALUE))));
    }

    void set(String key, JsonNode value, long at) {
        Write stands = writes.get(key);
        if (stands == null || stands.kind().equals(ONCE) || at >= stands.at()) {
            write(key, value, new Write(SET, at, Long.MIN_VALUE));
        }
    }

    void setOnce(String key, JsonNode value, long at) {
        Write stands = writes.get(key);
        if (stands == null) {
            write(key, value, new Write(ONCE, at, Long.MIN_VALUE));
        } else if (stands.kind().equals(UNSET) && at >= stands.at()) {
            write(key, value, new Write(ONCE, at, stands.at()));
        } else if (stands.kind().equals(ONCE) && at < stands.at() && at >= stands.unsetAt()) {
            write(key, value, new Write(ONCE, at, stands.unsetAt()));
        }
    }

    void unset(String key, long at) {
        Write stands = writes.get(key);
        if (stands == null || at >= stands.at()) {
            write(key, null, new Write(UNSET, at, at));
        } else if (stands.kind().equals(ONCE) && at > stands.unsetAt()) {
            write(key, values.get(key), new Write(ONCE, stands.at(), at));
        }
    }

    /** Takes what another person has and this one has never had. */
    void absorb(Profile other) {
        other.writes.forEach((key, write) -> {
            if (!writes.containsKey(key)) {
                write(key, other.values.get(key), write);
            }
        });
    }

    private void write(String key, @Nullable JsonNode value, Write write) {
        if (!writes.containsKey(key) && writes.size() >= MAX_KEYS) {
            return;
        }
        Write before = writes.put(key, write);
        JsonNode old = value == null ? values.remove(key) : values.replace(key, value);
        changed |= !write.equals(before) || (value == null ? old != null : !value.equals(old));
    }

    boolean isChanged() {
        return changed;
    }

    ObjectNode values() {
        return values;
    }

    ObjectNode writes() {
        ObjectNode json = values.objectNode();
        writes.forEach((key, write) -> {
            ArrayNode array = json.putArray(key).add(write.kind()).add(write.at());
            if (write.kind().equals(ONCE) && write.unsetAt() > Long.MIN_VALUE) {
                array.add(write.unsetAt());
            }
        });
        return json;
    }
}
