/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import java.util.Arrays;

/**
 * The attempts of people that wait for their next step, where steps go in order, and the best of each person.
 *
 * <p>Every event moves all attempts that wait for it. So of the attempts that have made k steps only the latest started is
 * kept: its window closes last, and it wins the tie. Of a funnel with n steps, a person needs
 *
 * <ol>
 *   <li>an int: bit k says that an attempt with k steps waits, the bits from {@value #BEST} on how many steps the best has;
 *   <li>the last entry, which is the instant of the attempt that waits with one step;
 *   <li>a row of n (n + 1) / 2 - 1 longs, or one: the n instants of the best, then those of the waiting attempts with 2 to n - 1.
 * </ol>
 *
 * Most events are entries, which need none of the rows but for a person's first. Not safe for use by several threads.
 */
final class WaitingAttempts implements Attempts {

    private static final int BEST = 24;
    private static final int WAITING_BITS = (1 << BEST) - 1;

    private final int steps;
    private final long window;
    private final boolean restarts;
    private final int rowSize;
    private final int most;
    private int[] states = new int[0];
    private long[] lastEntries = new long[0];
    private long[] rows = new long[0];

    /** For so many people at most, as soon as they are {@link #expect expected}. */
    WaitingAttempts(FunnelPlan plan, int most) {
        this.most = most;
        this.steps = plan.steps();
        this.window = plan.window();
        this.restarts = plan.restarts();
        this.rowSize = rowSize(steps);
    }

    /** Makes room. */
    void expect(int people) {
        if (people > states.length) {
            int room = Math.max(people, Math.min(2 * states.length, most));
            states = Arrays.copyOf(states, room);
            lastEntries = Arrays.copyOf(lastEntries, room);
            rows = Arrays.copyOf(rows, room * rowSize);
        }
    }

    /** For so many people there is room. */
    int room() {
        return states.length;
    }

    /** How many longs a person's row needs. */
    static int rowSize(int steps) {
        return Math.max(1, steps * (steps + 1) / 2 - 1);
    }

    @Override
    public int made(int person) {
        return states[person] >>> BEST;
    }

    boolean waits(int person, int made) {
        return (states[person] >> made & 1) != 0;
    }

    @Override
    public long[] instants(int person) {
        int row = person * rowSize;
        return Arrays.copyOfRange(rows, row, row + made(person));
    }

    @Override
    public long lastEntry(int person) {
        return lastEntries[person];
    }

    /** Starts an attempt that makes its first step now, in place of the one that has not made more. */
    void start(int person, long now) {
        lastEntries[person] = now;
        int state = states[person] | 2;
        if (state >>> BEST == 0) {
            rows[person * rowSize] = now;
            state |= 1 << BEST;
        }
        states[person] = state;
    }

    /** As {@link #start(int, long)}, where one instant has events for several steps. */
    void start(int person, int target, long now, boolean wins) {
        start(person, now);
        if (target > 1) {
            move(person, 1, target, now, wins);
        }
    }

    /** Lets no attempt of a person wait any more. */
    void rest(int person) {
        states[person] &= ~WAITING_BITS;
    }

    void drop(int person, int made) {
        states[person] &= ~(1 << made);
    }

    /**
     * Moves an attempt that waits, unless its window has closed; either way it does not wait any more.
     *
     * @param made how many steps it has made
     * @param target how many it has made then
     * @param wins whether it is the best even if another has made as many
     * @return whether it is the best now
     */
    boolean move(int person, int made, int target, long now, boolean wins) {
        int row = person * rowSize;
        int state = states[person] & ~(1 << made);
        if (now - opened(person, made) > window) {
            states[person] = state;
            return false;
        }
        if (target < steps) {
            copy(person, made, row + place(target), target, now);
            state |= 1 << target;
        }
        boolean best = target > state >>> BEST || (wins && target == state >>> BEST);
        if (best) {
            copy(person, made, row, target, now);
            state = (state & WAITING_BITS) | target << BEST;
        }
        states[person] = state;
        return best;
    }

    /** When the window of an attempt that waits was opened. */
    private long opened(int person, int made) {
        if (made == 1) {
            return lastEntries[person];
        }
        int source = person * rowSize + place(made);
        return rows[restarts ? source + made - 1 : source];
    }

    private void copy(int person, int made, int target, int moved, long now) {
        if (made == 1) {
            rows[target] = lastEntries[person];
        } else {
            System.arraycopy(rows, person * rowSize + place(made), rows, target, made);
        }
        for (int step = made; step < moved; step++) {
            rows[target + step] = now;
        }
    }

    /**
     * Writes down how far a person has got, but for attempts that no event from some instant on can move: first the state,
     * then the instants of the best attempt, the last entry, and the instants of those that wait with more steps.
     *
     * @param to has room for two longs more than a row
     * @param at where to write
     * @return where to go on
     */
    int write(int person, long from, long[] to, int at) {
        int made = made(person);
        int waiting = made == steps ? 0 : open(person, from);
        int row = person * rowSize;
        to[at] = (long) made << BEST | waiting;
        System.arraycopy(rows, row, to, at + 1, made);
        to[at + 1 + made] = lastEntry(person);
        int next = at + 2 + made;
        for (int each = 2; each < steps; each++) {
            if ((waiting >>> each & 1) != 0) {
                System.arraycopy(rows, row + place(each), to, next, each);
                next += each;
            }
        }
        return next;
    }

    private int open(int person, long from) {
        int open = 0;
        for (int made = 1; made < steps; made++) {
            if (waits(person, made) && from - opened(person, made) <= window) {
                open |= 1 << made;
            }
        }
        return open;
    }

    /**
     * Goes on from what was written down.
     *
     * @param person whose it was; they are {@link #expect expected}
     * @param from where it was written
     * @param at where that begins
     * @return where it ends
     */
    int read(int person, long[] from, int at) {
        int state = (int) from[at];
        states[person] = state;
        int made = made(person);
        int row = person * rowSize;
        System.arraycopy(from, at + 1, rows, row, made);
        lastEntries[person] = from[at + 1 + made];
        int next = at + 2 + made;
        for (int each = 2; each < steps; each++) {
            if ((state >>> each & 1) != 0) {
                System.arraycopy(from, next, rows, row + place(each), each);
                next += each;
            }
        }
        return next;
    }

    /** Where in a row the instants of the attempt with so many steps begin; at least two. */
    private int place(int made) {
        return steps + made * (made - 1) / 2 - 1;
    }
}
