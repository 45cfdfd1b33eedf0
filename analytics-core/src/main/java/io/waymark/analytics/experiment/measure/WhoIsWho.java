/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** Tells who people are who have been merged, and who does not count. Nearly nobody is either. */
final class WhoIsWho {

    static final int NOBODY = -1;

    private final Map<Integer, Integer> merged;
    private final Set<Integer> leftOut;
    private final RoaringBitmap known = new RoaringBitmap();

    WhoIsWho(Map<Integer, Integer> merged, Set<Integer> leftOut) {
        this.merged = merged;
        this.leftOut = leftOut;
        merged.keySet().forEach(known::add);
        leftOut.forEach(known::add);
    }

    /** The number of the person that somebody is now; {@link #NOBODY} if they do not count. */
    int now(int person) {
        if (!known.contains(person)) {
            return person;
        }
        int now = merged.getOrDefault(person, person);
        return leftOut.contains(now) ? NOBODY : now;
    }
}
