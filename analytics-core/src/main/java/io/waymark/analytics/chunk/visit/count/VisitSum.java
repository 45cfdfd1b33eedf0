/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.count;

import io.waymark.analytics.chunk.visit.WalkSink;

/**
 * A sink that sums up what it is told.
 *
 * @param <S> the kind of sum
 */
public interface VisitSum<S> extends WalkSink {

    /**
     * Takes in what another was told.
     *
     * @param other the other, of other people
     */
    void add(S other);
}
