/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import java.util.Arrays;

/** Cuts the events of a bucket of people into visits, and tells a sink of both. Not safe for use by several threads. */
final class VisitCutter {

    private final SpanSlices slices;
    private final WalkSink sink;
    private final long timeout;
    private final boolean clientIds;

    /** When the latest event of each person happened. */
    private final long[] lastOf = new long[EventWalk.PEOPLE];

    /** The visit that it is part of, where clients give ids. */
    private final int[] visitOf;

    /** Whether a visit without a client's id has begun, where others give ids. */
    private final boolean[] begun;

    private final ClientVisits clientVisits;

    VisitCutter(EventWalk walk, SpanSlices slices, WalkSink sink) {
        this.slices = slices;
        this.sink = sink;
        this.timeout = walk.timeout();
        this.clientIds = walk.hasClientIds();
        this.visitOf = new int[clientIds ? EventWalk.PEOPLE : 0];
        this.begun = new boolean[clientIds ? EventWalk.PEOPLE : 0];
        this.clientVisits = new ClientVisits(slices.memory());
        Arrays.fill(lastOf, WalkSink.NEVER);
    }

    /** Tells of the events of a span. */
    void tell(int bucket, long base, PersonOrder order) {
        long[] events = order.events();
        int from = 0;
        for (int i = 0; i < order.people(); i++) {
            int person = order.person(i);
            int end = order.end(person);
            if (clientIds) {
                tellById(base, person, events, from, end);
            } else {
                tell(bucket, base, person, events, from, end);
            }
            from = end;
        }
    }

    private void tell(int bucket, long base, int person, long[] events, int from, int to) {
        int shift = slices.timeShift();
        long last = lastOf[person];
        if (last == WalkSink.NEVER) {
            last = sink.resume(bucket, person);
        }
        for (int i = from; i < to; i++) {
            long event = events[i];
            long millis = base + (event >>> shift);
            if (last == WalkSink.NEVER || millis - last > timeout) {
                if (last != WalkSink.NEVER) {
                    sink.end(person, person);
                }
                sink.begin(person, person, last == WalkSink.NEVER);
            }
            sink.event(person, person, millis, slices.place(event), event);
            last = millis;
        }
        lastOf[person] = last;
    }

    private void tellById(long base, int person, long[] events, int from, int to) {
        int shift = slices.timeShift();
        long last = lastOf[person];
        for (int i = from; i < to; i++) {
            long event = events[i];
            long millis = base + (event >>> shift);
            if (slices.hasSession(event)) {
                visitOf[person] = clientVisit(person, slices.session(event), last == WalkSink.NEVER);
            } else if (last == WalkSink.NEVER || millis - last > timeout) {
                if (begun[person]) {
                    sink.end(person, person);
                }
                begun[person] = true;
                visitOf[person] = person;
                sink.begin(person, person, last == WalkSink.NEVER);
            }
            sink.event(visitOf[person], person, millis, slices.place(event), event);
            last = millis;
        }
        lastOf[person] = last;
    }

    private int clientVisit(int person, long id, boolean first) {
        if (!first && clientVisits.is(visitOf[person], id)) {
            return visitOf[person];
        }
        int known = clientVisits.size();
        int visit = clientVisits.of(person, id);
        if (clientVisits.size() > known) {
            sink.begin(visit, person, first);
        }
        return visit;
    }

    /** Ends all visits, and starts afresh. */
    void finish(int bucket) {
        for (int person = 0; person < EventWalk.PEOPLE; person++) {
            if (lastOf[person] != WalkSink.NEVER && (!clientIds || begun[person])) {
                sink.end(person, person);
            }
        }
        for (int i = 0; i < clientVisits.size(); i++) {
            sink.end(EventWalk.PEOPLE + i, clientVisits.person(EventWalk.PEOPLE + i));
        }
        sink.finish(bucket);
        Arrays.fill(lastOf, WalkSink.NEVER);
        Arrays.fill(begun, false);
        clientVisits.clear();
    }
}
