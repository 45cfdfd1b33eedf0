/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.chunk.visit.WalkMemory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Goes through all events of each person in their order, as steps of journeys. For one report. */
public final class StepWalk {

    private final Labels labels = new Labels();
    private final Millis range;
    private final Map<String, Integer> eventNames;
    private final @Nullable Duration gap;
    private final boolean byClientIds;
    private final @Nullable StepProperty property;
    private final StepNames names;
    private final EventWalk walk;
    private final int[] stepOfPlace;

    /**
     * Takes the events of some names.
     *
     * @param period when they happened; a journey is cut at its bounds
     * @param eventNames the names and their numbers
     * @param gap a gap of more than this starts a new journey; {@code null} if all that somebody did is one
     * @param byClientIds whether clients say which journey an event is of, where they are cut at all
     * @param property says what steps are called, where an event has it; {@code null} if the event names do
     */
    public StepWalk(
            Period period,
            Map<String, Integer> eventNames,
            @Nullable Duration gap,
            boolean byClientIds,
            @Nullable StepProperty property) {
        this(Millis.of(period), eventNames, gap, gap != null && byClientIds, property, new StepNames());
    }

    private StepWalk(
            Millis range,
            Map<String, Integer> eventNames,
            @Nullable Duration gap,
            boolean byClientIds,
            @Nullable StepProperty property,
            StepNames names) {
        this.range = range;
        this.eventNames = eventNames;
        this.gap = gap;
        this.byClientIds = byClientIds;
        this.property = property;
        this.names = names;
        this.walk = new EventWalk(range, labels);
        if (gap != null) {
            walk.cut(gap);
        }
        if (byClientIds) {
            walk.byClientIds();
        }
        this.stepOfPlace = new int[eventNames.size()];
        int place = 0;
        for (Map.Entry<String, Integer> event : eventNames.entrySet()) {
            stepOfPlace[place] = names.number(event.getKey());
            walk.putInOrder(event.getValue(), place++);
        }
        if (property != null) {
            walk.label(property.key(), property.eventNameIds());
        }
    }

    /**
     * The same events of another time.
     *
     * @param other when they happened
     * @param known names of steps, which keep their numbers; the walk's own
     * @return the walk
     */
    public StepWalk during(Millis other, StepNames known) {
        return new StepWalk(other, eventNames, gap, byClientIds, property, known);
    }

    /** {@return when the events happened} */
    public Millis range() {
        return range;
    }

    /** {@return the numbers of the names of the events} */
    public Set<Integer> eventNameIds() {
        return Set.copyOf(eventNames.values());
    }

    /** {@return a gap of more milliseconds than this starts a new journey, if only gaps do; empty if nothing does} */
    public Optional<Long> gapMillis() {
        return Optional.ofNullable(gap).map(Duration::toMillis);
    }

    /** {@return whether clients say which journey an event is of} */
    public boolean isByClientIds() {
        return byClientIds;
    }

    /** {@return the names of the steps} */
    public StepNames names() {
        return names;
    }

    /** {@return the properties that it needs} */
    public NeededProperties needed() {
        return walk.needed();
    }

    /**
     * Goes through the events.
     *
     * @param <R> what the journeys of a bucket come to
     * @param engine has the threads
     * @param events the events, with what is {@link #needed()}
     * @param people whose; {@code null} for everybody
     * @param memory what is kept is taken from
     * @param steps makes what is told of the journeys, one for each thread
     * @param merge takes in what each bucket came to, in the calling thread
     * @throws io.waymark.analytics.chunk.UnansweredException if only the database can tell
     */
    public <R> void run(
            ColumnEngine engine,
            EventColumns events,
            @Nullable RoaringBitmap people,
            WalkMemory memory,
            Supplier<JourneySteps<R>> steps,
            Consumer<R> merge) {
        if (gap != null && !byClientIds && events.haveClientIds()) {
            throw new UnansweredException("Clients have begun to give session ids");
        }
        walk.run(
                engine,
                events,
                people,
                memory,
                walked -> new StepSink<>(this, walked, steps.get()),
                sink -> sink.results().forEach(merge));
    }

    boolean hasProperty() {
        return property != null;
    }

    int stepOfPlace(int place) {
        return stepOfPlace[place];
    }

    /** The step that a value of the property stands for. */
    int stepOfLabel(int label) {
        String value = labels.text(label);
        if (property == null || value == null) {
            throw new IllegalArgumentException("No value has the number " + label);
        }
        return names.number(property.name().apply(value));
    }
}
