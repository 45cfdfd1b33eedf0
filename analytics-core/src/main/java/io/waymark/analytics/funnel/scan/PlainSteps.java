/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.EventPlaces.Places;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.SliceMerge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds attempts of funnels whose steps go in order, each with an event of its own, and that nothing ends.
 *
 * <p>Events of one instant come in the order of their steps, which is the order that helps: whoever is displaced by an
 * attempt that arrives would have gone as far at that instant, and no later.
 *
 * <p>Most events are entries, and only those before an event of the second step matter to anything else. So one slice of
 * entries is taken out of each span, and caught up with before each such event, instead of having its place in the order of
 * all events found.
 */
final class PlainSteps implements SliceMerge.Events {

    private static final int PLACE = SliceMerge.BUCKET_SIZE - 1;
    private static final int MILLIS_BITS = 47;
    private static final long END = Long.MAX_VALUE;

    private final FunnelPlan plan;
    private final int steps;
    private final int enters;
    private final WaitingAttempts attempts;

    private Slice.@Nullable Cursor entries;
    private @Nullable Places places;
    private Millis time = Millis.ALL;
    private long nextEntry = END;

    PlainSteps(FunnelPlan plan, WaitingAttempts attempts) {
        this.plan = plan;
        this.steps = plan.steps();
        this.enters = plan.firstOnly() ? 1 : steps;
        this.attempts = attempts;
    }

    /** Takes entries of a span itself; returns the other events, after which it is to be {@link #end ended}. */
    Span take(Span span) {
        List<Slice> others = new ArrayList<>(span.slices());
        Slice taken = null;
        for (Slice slice : span.slices()) {
            if (plan.canEnter(slice.eventNameId()) && (taken == null || slice.events() > taken.events())) {
                taken = slice;
            }
        }
        Places own = taken == null ? null : plan.places().of(taken);
        if (taken == null || own == null) {
            return span;
        }
        others.remove(taken);
        attempts.expect((taken.lastPerson() & PLACE) + 1);
        time = new Millis(span.fromMillis(), Math.min(span.toMillis(), plan.to())).within(plan.range());
        places = own;
        entries = taken.cursor();
        nextEntry = next(entries, own);
        return new Span(span.fromMillis(), span.toMillis(), others);
    }

    /** Takes in the entries that are left. */
    void end() {
        enterUntil(END - 1);
        entries = null;
        places = null;
    }

    @Override
    public void expect(int people) {
        attempts.expect(people);
    }

    @Override
    public void event(int person, long millis, int step, Places numbers) {
        if (step <= 1) {
            enterUntil(key(person, millis));
        }
        if (step > 0) {
            if (attempts.waits(person, step)
                    && attempts.move(person, step, step + 1, millis, false)
                    && step + 1 == steps) {
                attempts.rest(person);
            }
        } else if (millis < plan.to()) {
            enter(person, millis);
        }
    }

    private void enter(int person, long millis) {
        if (attempts.made(person) < enters) {
            attempts.start(person, millis);
        }
    }

    private void enterUntil(long last) {
        Slice.Cursor cursor = entries;
        Places own = places;
        if (cursor != null && own != null) {
            long key = nextEntry;
            while (key <= last) {
                enter((int) (key >>> MILLIS_BITS), time.from() + (key & ((1L << MILLIS_BITS) - 1)));
                key = next(cursor, own);
            }
            nextEntry = key;
        }
    }

    private long next(Slice.Cursor cursor, Places own) {
        while (cursor.next()) {
            long millis = cursor.millis();
            if (own.next() == 0 && millis >= time.from() && millis < time.to()) {
                return key(cursor.person() & PLACE, millis);
            }
        }
        return END;
    }

    private long key(int person, long millis) {
        return (long) person << MILLIS_BITS | (millis - time.from());
    }
}
