/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A map of bounded size whose reads take neither lock nor memory:
 *
 * <ol>
 *   <li>There are two generations. New values go into the young one; what is read from the old one moves there too.
 *   <li>When the young one has half of the size, it becomes the old one, and what was in that is forgotten.
 * </ol>
 *
 * So what is read at least once while half the size is added stays.
 *
 * @param <V> the values
 */
final class Generations<V> {

    private final IntSupplier size;
    private volatile Maps<V> maps = new Maps<>(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

    /** The size may become another: the next generation has it. */
    Generations(IntSupplier size) {
        this.size = size;
    }

    @Nullable
    V find(String key) {
        Maps<V> present = maps;
        V value = present.young.get(key);
        if (value != null) {
            return value;
        }
        value = present.old.get(key);
        return value == null ? null : add(key, value);
    }

    V findOrAdd(String key, Supplier<V> made) {
        V found = find(key);
        return found == null ? add(key, made.get()) : found;
    }

    private V add(String key, V value) {
        Maps<V> present = maps;
        V other = present.young.putIfAbsent(key, value);
        if (other != null) {
            return other;
        }
        if (present.young.size() >= Math.max(1, size.getAsInt() / 2)) {
            age(present);
        }
        return value;
    }

    private synchronized void age(Maps<V> full) {
        if (maps == full) {
            maps = new Maps<>(new ConcurrentHashMap<>(), full.young);
        }
    }

    int size() {
        return maps.young.size() + maps.old.size();
    }

    private record Maps<V>(ConcurrentHashMap<String, V> young, ConcurrentHashMap<String, V> old) {}
}
