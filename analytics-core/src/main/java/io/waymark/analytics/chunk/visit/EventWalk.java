/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.SliceMerge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Goes through the events of each person in their order, of any number of names, and cuts them into visits on the way: by
 * the rules of {@link io.waymark.analytics.event.Sessions}.
 *
 * <ol>
 *   <li>Span by span, the events of all slices are counted by person and put down person by person, each as one number: its
 *       time, slice and place in that. The few of each person are then sorted. So an event costs the same however many
 *       names, and slices, there are.
 *   <li>Slices do not tell which of the events of one person and instant came first. Where that matters the event table is
 *       asked, once for all such events of a span; what it said is remembered along with chunks.
 *   <li>State is kept by person in arrays that are used again for the next bucket; visits to which clients gave ids are
 *       kept to the end of their bucket, as any later event may be one of theirs.
 * </ol>
 *
 * <p>Safe for use by many threads once it is complete.
 */
public final class EventWalk {

    /** How many people a bucket has. */
    public static final int PEOPLE = SliceMerge.BUCKET_SIZE;

    private final Millis range;
    private final Labels labels;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Set<Integer> ordered = new HashSet<>();
    private final List<String> keys = new ArrayList<>();
    private final List<Set<Integer>> namesOfKey = new ArrayList<>();
    private long timeout = Long.MAX_VALUE;
    private long eventsAtOnce = SpanPieces.MOST;
    private boolean clientIds;

    /**
     * Starts with no events, and with one visit a person.
     *
     * @param range when the events happened
     * @param labels gives the values of properties numbers
     */
    public EventWalk(Millis range, Labels labels) {
        this.range = range;
        this.labels = labels;
    }

    /**
     * Takes the events of a name.
     *
     * @param eventNameId the number of the name
     * @param place what the sink is told for the name; not negative
     * @return this
     */
    public EventWalk put(int eventNameId, int place) {
        places.put(eventNameId, place);
        return this;
    }

    /**
     * Takes the events of a name, whose order among each other, and others of this kind, matters where they differ in place
     * or label: events of the same instant are told in the order of ingest.
     *
     * @param eventNameId the number of the name
     * @param place what the sink is told for the name; not negative
     * @return this
     */
    public EventWalk putInOrder(int eventNameId, int place) {
        ordered.add(eventNameId);
        return put(eventNameId, place);
    }

    /**
     * Has the values of a property told.
     *
     * @param key the key of the property
     * @param eventNameIds the numbers of the names of the events that it is read of; others have no value
     * @return the number of the property in this walk, from 0 on
     */
    public int label(String key, Collection<Integer> eventNameIds) {
        keys.add(key);
        namesOfKey.add(Set.copyOf(eventNameIds));
        return keys.size() - 1;
    }

    /**
     * Cuts the events of a person where nothing happened.
     *
     * @param longest a gap of more than this starts a new visit
     * @return this
     */
    public EventWalk cut(Duration longest) {
        timeout = longest.toMillis();
        return this;
    }

    /**
     * Lets session ids of clients say which visit an event is part of.
     *
     * @return this
     */
    public EventWalk byClientIds() {
        clientIds = true;
        return this;
    }

    /** Bounds how many events of a bucket are put in order at once. */
    EventWalk atOnce(long events) {
        eventsAtOnce = events;
        return this;
    }

    /** {@return the properties that it needs} */
    public NeededProperties needed() {
        Map<Integer, Set<String>> needed = new HashMap<>();
        for (int column = 0; column < keys.size(); column++) {
            String key = keys.get(column);
            namesOfKey
                    .get(column)
                    .forEach(name ->
                            needed.computeIfAbsent(name, any -> new TreeSet<>()).add(key));
        }
        if (clientIds) {
            places.keySet()
                    .forEach(name ->
                            needed.computeIfAbsent(name, any -> new TreeSet<>()).add(NeededProperties.SESSION));
        }
        needed.keySet().retainAll(places.keySet());
        return new NeededProperties(needed, range.from(), range.to());
    }

    /**
     * Goes through the events, several buckets side by side.
     *
     * @param <S> the kind of sinks
     * @param engine has the threads
     * @param events the events, with what is {@link #needed}
     * @param people whose events; {@code null} for everybody
     * @param memory what is kept is taken from
     * @param sinks makes a sink, as many as there are threads
     * @param merge takes in what a sink has been told, in the calling thread
     * @throws io.waymark.analytics.chunk.UnansweredException if the order of too many events is to be asked for, or if too
     *     much is to be kept
     */
    public <S extends WalkSink> void run(
            ColumnEngine engine,
            EventColumns events,
            @Nullable RoaringBitmap people,
            WalkMemory memory,
            Function<WalkedEvents, S> sinks,
            Consumer<S> merge) {
        Queue<Walker<S>> idle = new ConcurrentLinkedQueue<>();
        engine.eachBucket(
                events,
                places.keySet(),
                range,
                some -> {
                    Walker<S> known = idle.poll();
                    Walker<S> walker = known == null ? new Walker<>(this, events, people, memory, sinks) : known;
                    walker.walk(some.bucket(), some.spans());
                    idle.add(walker);
                    return some;
                },
                some -> {});
        idle.forEach(walker -> merge.accept(walker.sink()));
    }

    Millis range() {
        return range;
    }

    Labels labels() {
        return labels;
    }

    /** The place of a name; {@code null} if its events are left out. */
    @Nullable
    Integer place(int eventNameId) {
        return places.get(eventNameId);
    }

    boolean isOrdered(int eventNameId) {
        return ordered.contains(eventNameId);
    }

    boolean mindsOrder() {
        return !ordered.isEmpty() || clientIds;
    }

    int columns() {
        return keys.size();
    }

    String key(int column) {
        return keys.get(column);
    }

    boolean has(int eventNameId, int column) {
        return namesOfKey.get(column).contains(eventNameId);
    }

    long timeout() {
        return timeout;
    }

    long eventsAtOnce() {
        return eventsAtOnce;
    }

    boolean hasClientIds() {
        return clientIds;
    }
}
