/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import java.util.Arrays;

/**
 * Finds where the scored attempt of each person starts, where steps may go in any order: going forth, the latest events of
 * each name are held, as many as it has steps. The first instant at which the most steps can be made from those that the
 * window and exclusions have not left behind is when the best attempt completes; it starts at the oldest of these.
 */
final class AnyOrderStarts extends ByInstant {

    private static final long NEVER = Long.MIN_VALUE;

    private final FunnelPlan plan;
    private final int steps;
    private final int[] slots;
    private final int most;
    private long[] held = new long[0];
    private byte[] best = new byte[0];
    private long[] starts = new long[0];
    private long[] lastEntries = new long[0];
    private long[] barriers = new long[0];

    AnyOrderStarts(FunnelPlan plan, int most) {
        super(plan);
        this.plan = plan;
        this.steps = plan.steps();
        this.slots = new int[counts.length + 1];
        for (int name = 0; name < counts.length; name++) {
            slots[name + 1] = slots[name] + Integer.bitCount(plan.serves()[name]);
        }
        this.most = most;
    }

    @Override
    public void expect(int people) {
        if (people > best.length) {
            int room = Math.max(people, Math.min(best.length + best.length / 4, most));
            held = grown(held, room * steps);
            best = Arrays.copyOf(best, room);
            starts = grown(starts, room);
            lastEntries = grown(lastEntries, room);
            barriers = grown(barriers, room);
        }
    }

    private static long[] grown(long[] values, int size) {
        long[] grown = Arrays.copyOf(values, size);
        Arrays.fill(grown, values.length, size, NEVER);
        return grown;
    }

    @Override
    void instant(int person, long millis, int serves, int ends) {
        if (best[person] == steps || (plan.firstOnly() && best[person] > 0)) {
            return;
        }
        if (serves != 0) {
            if (millis < plan.to()) {
                lastEntries[person] = millis;
            }
            hold(person, millis);
            score(person, Math.max(millis - plan.window(), barriers[person]), millis);
        }
        if (ends != 0) {
            barriers[person] = millis;
        }
    }

    private void hold(int person, long millis) {
        int row = person * steps;
        for (int name = 0; name < counts.length; name++) {
            int from = row + slots[name];
            int to = row + slots[name + 1];
            int fresh = Math.min(counts[name], to - from);
            if (fresh > 0) {
                System.arraycopy(held, from + fresh, held, from, to - from - fresh);
                Arrays.fill(held, to - fresh, to, millis);
            }
        }
    }

    private void score(int person, long limit, long millis) {
        if (millis >= plan.to() && lastEntries[person] < limit) {
            return;
        }
        int made = 0;
        long oldest = Long.MAX_VALUE;
        for (int slot = person * steps; slot < (person + 1) * steps; slot++) {
            if (held[slot] != NEVER && held[slot] >= limit) {
                made++;
                oldest = Math.min(oldest, held[slot]);
            }
        }
        if (made > best[person]) {
            best[person] = (byte) made;
            starts[person] = Math.min(oldest, lastEntries[person]);
        }
    }

    /** Whether a person has an attempt. */
    boolean has(int person) {
        return best[person] > 0;
    }

    /** When the scored attempt of a person who has one starts. */
    long start(int person) {
        return starts[person];
    }

    long lastEntry(int person) {
        return lastEntries[person];
    }
}
