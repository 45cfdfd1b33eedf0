/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.chunk.visit.WalkSink;
import io.waymark.analytics.journey.step.JourneySteps;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps the part of each journey that a flow is about. Not safe for use by several threads. */
final class FlowSteps implements JourneySteps<FlowBucket> {

    /** Later than any event: no journey is left open. */
    private static final long NO_SEAM = Long.MAX_VALUE;

    private final WalkMemory memory;
    private final FlowPlan plan;
    private final FlowTable table;
    private final long openFrom;
    private final @Nullable Reopened earlier;
    private final boolean mindsTime;
    private FlowBucket bucket;
    private long[] lastAt = new long[0];

    private FlowSteps(WalkMemory memory, FlowPlan plan, int event, long openFrom, @Nullable Reopened earlier) {
        this.memory = memory;
        this.plan = plan;
        this.table = new FlowTable(memory, plan, event);
        this.openFrom = openFrom;
        this.earlier = earlier;
        this.mindsTime = plan.anchor() == FlowPlan.Anchor.LAST || openFrom < NO_SEAM;
        this.bucket = new FlowBucket(memory, plan);
    }

    /** All events are told. */
    FlowSteps(WalkMemory memory, FlowPlan plan, int event) {
        this(memory, plan, event, NO_SEAM, null);
    }

    /** Events before a seam are told: journeys whose last event is at or after an instant may go on after it. */
    static FlowSteps before(WalkMemory memory, FlowPlan plan, int event, long openFrom) {
        return new FlowSteps(memory, plan, event, openFrom, null);
    }

    /** Events after a seam are told. */
    static FlowSteps after(WalkMemory memory, FlowPlan plan, int event, Reopened earlier) {
        return new FlowSteps(memory, plan, event, NO_SEAM, earlier);
    }

    @Override
    public long resume(int bucketOfPerson, int person) {
        long last = earlier == null ? WalkSink.NEVER : earlier.take(bucketOfPerson, person, table);
        if (mindsTime && last != WalkSink.NEVER) {
            seen(person, last);
        }
        return last;
    }

    @Override
    public void begin(int journey) {
        table.begin(journey);
    }

    @Override
    public void event(int journey, int person, long millis, int step) {
        if (mindsTime) {
            seen(person, millis);
        }
        table.step(journey, step);
    }

    private void seen(int person, long millis) {
        if (person >= lastAt.length) {
            int more = Math.max(person + 1, 2 * lastAt.length);
            memory.take((long) (more - lastAt.length) * Long.BYTES);
            lastAt = Arrays.copyOf(lastAt, more);
        }
        lastAt[person] = millis;
    }

    @Override
    public void end(int journey, int person) {
        if (openFrom < NO_SEAM && lastAt[person] >= openFrom) {
            bucket.leaveOpen(person, lastAt[person], table, journey);
        } else {
            table.addTo(bucket, journey, person);
        }
    }

    @Override
    public FlowBucket finish(int number) {
        FlowBucket finished = bucket;
        finished.finish(number, person -> lastAt[person] < plan.quietFrom());
        bucket = new FlowBucket(memory, plan);
        return finished;
    }
}
