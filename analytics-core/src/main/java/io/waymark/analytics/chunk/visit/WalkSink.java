/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

/**
 * Is told of the events of one bucket of people after the other. It sees those of each person in their order, but some of
 * one person, then some of the next, and comes back. Used by one thread at a time.
 *
 * <p>Of visits it knows the number. Less than {@link EventWalk#PEOPLE} is the number of the person whose visit it is:
 * there is one of these at a time. Numbers above, one after the other, are those of visits to which clients gave ids; many
 * of a person can go on at the same time.
 */
public interface WalkSink {

    /** When nothing happened. */
    long NEVER = Long.MIN_VALUE;

    /**
     * The first event of a person follows. A sink that was told of earlier ones, before the walk began, may take up the
     * visit that these were part of again, under the number of the person. Not asked where clients gave ids to visits.
     *
     * @param bucket the bucket of the person
     * @param person who: their place in the bucket
     * @return when the last event of that visit happened, in milliseconds since the epoch: {@link #end} of it follows if it
     *     is not gone on with; {@link #NEVER} if there is none
     */
    default long resume(int bucket, int person) {
        return NEVER;
    }

    /**
     * A visit begins, with the event that is told next.
     *
     * @param visit its number
     * @param person whose it is: their place in the bucket
     * @param first whether it is the first of this person
     */
    default void begin(int visit, int person, boolean first) {}

    /**
     * The next event of a person.
     *
     * @param visit the number of the visit that it is part of
     * @param person whose it is: their place in the bucket
     * @param millis when it happened, in milliseconds since the epoch
     * @param place the place of its name
     * @param event what {@link WalkedEvents} tells more of, until this returns
     */
    void event(int visit, int person, long millis, int place, long event);

    /**
     * A visit has ended.
     *
     * @param visit its number, which may come to stand for another
     * @param person whose it was
     */
    default void end(int visit, int person) {}

    /**
     * All events of a bucket have been told, and all visits have ended. The next bucket may follow.
     *
     * @param bucket the bucket
     */
    default void finish(int bucket) {}
}
