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

    private static final int PERSON_IN_BUCKET = SliceMerge.BUCKET_SIZE - 1;

    private final FunnelPlan plan;
    private final int steps;
    private final WaitingAttempts attempts;

    /** No attempt of a person starts any more when one has made so many steps. */
    private final int enough;

    private @Nullable Entries taken;

    PlainSteps(FunnelPlan plan, WaitingAttempts attempts) {
        this.plan = plan;
        this.steps = plan.steps();
        this.attempts = attempts;
        this.enough = plan.firstOnly() ? 1 : steps;
    }

    /**
     * Takes entries of a span itself.
     *
     * @param span a span that is gone through at once
     * @return the other events, after which it is to be {@link #end ended}
     */
    Span take(Span span) {
        Slice most = null;
        for (Slice slice : span.slices()) {
            if (plan.canEnter(slice.eventNameId()) && (most == null || slice.events() > most.events())) {
                most = slice;
            }
        }
        Places places = most == null ? null : plan.places().of(most);
        if (most == null || places == null) {
            return span;
        }
        attempts.expect((most.lastPerson() & PERSON_IN_BUCKET) + 1);
        long to = Math.min(span.toMillis(), plan.to());
        taken = new Entries(most.cursor(), places, new Millis(span.fromMillis(), to).within(plan.range()));
        List<Slice> others = new ArrayList<>(span.slices());
        others.remove(most);
        return new Span(span.fromMillis(), span.toMillis(), others);
    }

    /** Takes in the entries that are left. */
    void end() {
        if (taken != null) {
            taken.enterAll();
            taken = null;
        }
    }

    @Override
    public void expect(int people) {
        attempts.expect(people);
    }

    @Override
    public void event(int person, long millis, int step, Places numbers) {
        if (step <= 1 && taken != null) {
            taken.enterUntil(person, millis);
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
        if (attempts.made(person) < enough) {
            attempts.start(person, millis);
        }
    }

    /** Entries of a span, by person and then time, of which the first have been taken in. */
    private final class Entries {

        private static final int MILLIS_BITS = 47;
        private static final long NO_MORE = Long.MAX_VALUE;

        private final Slice.Cursor cursor;
        private final Places places;
        private final Millis time;
        private long next;

        Entries(Slice.Cursor cursor, Places places, Millis time) {
            this.cursor = cursor;
            this.places = places;
            this.time = time;
            this.next = following();
        }

        void enterUntil(int person, long millis) {
            enterUntil(key(person, millis));
        }

        void enterAll() {
            enterUntil(NO_MORE - 1);
        }

        private void enterUntil(long last) {
            long key = next;
            while (key <= last) {
                enter((int) (key >>> MILLIS_BITS), time.from() + (key & ((1L << MILLIS_BITS) - 1)));
                key = following();
            }
            next = key;
        }

        private long following() {
            while (cursor.next()) {
                long millis = cursor.millis();
                if (places.next() == 0 && millis >= time.from() && millis < time.to()) {
                    return key(cursor.person() & PERSON_IN_BUCKET, millis);
                }
            }
            return NO_MORE;
        }

        private long key(int person, long millis) {
            return (long) person << MILLIS_BITS | (millis - time.from());
        }
    }
}
