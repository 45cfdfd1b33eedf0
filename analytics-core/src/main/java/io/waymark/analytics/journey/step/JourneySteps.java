/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

import io.waymark.analytics.chunk.visit.WalkSink;

/**
 * Is told what the people of a bucket did in their journeys, each journey in its order, many of them side by side. Not
 * safe for use by several threads.
 *
 * @param <R> what that comes to
 */
public interface JourneySteps<R> {

    /**
     * The first event of a person follows. What was told of earlier ones, may take up the journey that these were part of
     * again.
     *
     * @param bucket the bucket of the person
     * @param person who: their place in the bucket, and the number of the journey
     * @return when the last event of that journey happened, in milliseconds since the epoch: {@link #begin} is told if it
     *     is not gone on with, after {@link #end} of it; {@link WalkSink#NEVER} if there is none
     */
    default long resume(int bucket, int person) {
        return WalkSink.NEVER;
    }

    /**
     * A journey begins.
     *
     * @param journey its number, which no journey under way has; small
     */
    void begin(int journey);

    /**
     * The next event of a journey under way.
     *
     * @param journey its number
     * @param person whose it is: their place in the bucket
     * @param millis when it happened, in milliseconds since the epoch
     * @param step the number of the step
     */
    void event(int journey, int person, long millis, int step);

    /**
     * A journey is over.
     *
     * @param journey its number, which may come to stand for another
     * @param person whose it was
     */
    void end(int journey, int person);

    /**
     * All journeys of a bucket are over. Those of another may follow.
     *
     * @param bucket the bucket
     * @return what they came to; not to be looked at before everything has been told of all buckets
     */
    R finish(int bucket);
}
