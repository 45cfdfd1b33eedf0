/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import com.google.common.primitives.ImmutableLongArray;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventBounds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * One state of an app's events, as one report sees it, by columns. Everything stored is in it, up to the latest event,
 * and merged people are one. To be used within the report only, by any number of its threads.
 */
public interface EventColumns {

    /**
     * {@return events before this are not all there, in milliseconds since the epoch; {@link Long#MIN_VALUE} if all are}
     * Events that were purged from the event table only are there.
     */
    default long missingBefore() {
        return Long.MIN_VALUE;
    }

    /**
     * Tells whether a report lacks events here.
     *
     * @param period when its events happened
     * @return whether events of that time are not all there
     */
    default boolean isPurged(Period period) {
        return missingBefore() != Long.MIN_VALUE && period.startsBefore(Instant.ofEpochMilli(missingBefore()));
    }

    /** {@return whether clients gave session ids to any events} */
    default boolean haveClientIds() {
        return false;
    }

    /** {@return the time zone whose days chunks are cut by} */
    ZoneId zone();

    /**
     * Tells which chunks hold events. Chunks never change, and no other gets the number of one: as long as the numbers are
     * the same, so are the events.
     *
     * @param eventNameIds the numbers of the events' names
     * @param bounds where each stretch of time ends and the next one begins, in milliseconds since the epoch, ascending
     * @return for each stretch the numbers of all chunks that hold its events, and maybe others; empty if not all of its
     *     events are as they are in chunks
     */
    List<Optional<ImmutableLongArray>> chunks(Set<Integer> eventNameIds, long[] bounds);

    /**
     * Finds buckets of people; the bucket of a person is {@code person >>> 16}.
     *
     * @param fromMillis the start, in milliseconds since the epoch
     * @param toMillis the end, exclusive
     * @return those that have events in that time, and maybe others, ascending
     */
    int[] buckets(long fromMillis, long toMillis);

    /**
     * Finds events.
     *
     * @param bucket the bucket of people
     * @param eventNameIds the numbers of the events' names
     * @param fromMillis the start, in milliseconds since the epoch
     * @param toMillis the end, exclusive
     * @return all events of these names and people in that time, in order of time, no two spans overlapping; slices may
     *     reach beyond the time asked for
     */
    List<Span> spans(int bucket, Set<Integer> eventNameIds, long fromMillis, long toMillis);

    /**
     * Lets events be read in the background before they are asked for, by whatever thread. Meanwhile the thread of the
     * report asks the database nothing but by these columns.
     *
     * @return to be closed when none of the report's other threads asks any more
     */
    default ReadAhead readAhead() {
        return () -> {};
    }

    /** Events may be read in the background until this is closed; then nothing is any more. */
    interface ReadAhead extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Finds people.
     *
     * @param eventNameId the number of an event's name
     * @param fromMillis the start, in milliseconds since the epoch
     * @param toMillis the end, exclusive
     * @return exactly the people with at least one such event in that time; the caller's own
     */
    default RoaringBitmap persons(int eventNameId, long fromMillis, long toMillis) {
        return persons(Set.of(eventNameId), fromMillis, toMillis);
    }

    /**
     * Finds people.
     *
     * @param eventNameIds the numbers of the events' names
     * @param fromMillis the start, in milliseconds since the epoch
     * @param toMillis the end, exclusive
     * @return exactly the people with at least one event of any of these names in that time; the caller's own
     */
    default RoaringBitmap persons(Set<Integer> eventNameIds, long fromMillis, long toMillis) {
        RoaringBitmap persons = new RoaringBitmap();
        personsByName(eventNameIds, fromMillis, toMillis).values().forEach(persons::or);
        return persons;
    }

    /**
     * Finds the people of several events at once, which takes less than one after the other.
     *
     * @param eventNameIds the numbers of the events' names
     * @param fromMillis the start, in milliseconds since the epoch
     * @param toMillis the end, exclusive
     * @return for each name exactly the people with at least one such event in that time; the caller's own
     */
    default Map<Integer, RoaringBitmap> personsByName(Set<Integer> eventNameIds, long fromMillis, long toMillis) {
        Map<Integer, RoaringBitmap> persons = new HashMap<>();
        eventNameIds.forEach(name -> persons.put(name, persons(name, fromMillis, toMillis)));
        return persons;
    }

    /**
     * Finds what the sessions of everybody on a day come to, where that was worked out before.
     *
     * @param <T> what it is read as
     * @param day a day of {@link #zone()}
     * @param rule what is one session
     * @param chunks all chunks with events of that day, as {@link #chunks} tells them
     * @param reader reads what was stored
     * @return what was read; empty if it was not worked out of these chunks, or cannot be read
     */
    default <T> Optional<T> sessions(
            LocalDate day, SessionRule rule, ImmutableLongArray chunks, SessionsReader<T> reader) {
        return Optional.empty();
    }

    /**
     * Reads what the sessions of a day come to.
     *
     * @param <T> what it is read as
     */
    interface SessionsReader<T> {

        /**
         * Reads it.
         *
         * @param people everybody who was there that day; the reader's own
         * @param sessions what was stored beside them
         * @return what was read; empty if it cannot be used
         * @throws io.waymark.analytics.chunk.pack.UnreadableChunkException if it is damaged
         */
        Optional<T> read(RoaringBitmap people, byte[] sessions);
    }

    /**
     * Counts events.
     *
     * @param eventNameId the number of an event's name
     * @param fromMillis the start, in milliseconds since the epoch
     * @param toMillis the end, exclusive
     * @return how many such events there are in that time
     */
    long count(int eventNameId, long fromMillis, long toMillis);

    /**
     * Finds the first and the last event.
     *
     * @param eventNameIds the numbers of the events' names
     * @param fromMillis the start, in milliseconds since the epoch
     * @param toMillis the end, exclusive
     * @return when these happened, of the events of these names in that time; empty if there is none
     */
    Optional<EventBounds> bounds(Set<Integer> eventNameIds, long fromMillis, long toMillis);

    /**
     * Finds the last event of a name, which takes less than to find the first one, too.
     *
     * @param eventNameId the number of the name
     * @return when it happened, in milliseconds since the epoch; empty if there is none
     */
    OptionalLong lastMillis(int eventNameId);

    /**
     * Tells of which events the order of ingest can be found.
     *
     * @return those before this instant have been purged, in milliseconds since the epoch; {@link Long#MIN_VALUE} if none
     *     have
     */
    default long orderedFrom() {
        return Long.MIN_VALUE;
    }

    /**
     * Finds the order of ingest, which slices do not tell, of events of one person and instant.
     *
     * @param ties whose events, and when; each with the numbers of the names of the events
     * @param again whether what was read before is not to be relied on: there may have been more events since
     * @return the events of each, the one stored first before the others; without those of which none is found, and those
     *     that this report has read already if they are asked for again
     * @throws UnansweredException if these are too many
     */
    default Map<Tie, List<TiedEvent>> inOrder(Map<Tie, Set<Integer>> ties, boolean again) {
        return Map.of();
    }
}
