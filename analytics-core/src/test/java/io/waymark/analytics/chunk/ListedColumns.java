/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import com.google.common.primitives.ImmutableLongArray;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.PropertyValue;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/** Columns made of a plain list of events, cut into spans, and these into slices, wherever chance has it. */
public class ListedColumns implements EventColumns {

    /** An event, with values of its properties as JSON. */
    public record Listed(int eventNameId, int person, long millis, Map<String, String> values) {

        public Listed(int eventNameId, int person, long millis) {
            this(eventNameId, person, millis, Map.of());
        }
    }

    private static final List<ZoneId> ZONES =
            List.of(ZoneOffset.UTC, ZoneId.of("Europe/Berlin"), ZoneId.of("America/St_Johns"));

    private final List<Listed> events;
    private final long missingBefore;
    private final ZoneId zone;
    private final Map<Integer, List<Span>> spans = new TreeMap<>();

    public ListedColumns(Random random, Collection<Listed> events) {
        this(random, events, Long.MIN_VALUE);
    }

    public ListedColumns(Random random, Collection<Listed> events, long missingBefore) {
        this.events = List.copyOf(events);
        this.missingBefore = missingBefore;
        this.zone = ZONES.get(random.nextInt(ZONES.size()));
        TreeSet<Long> cuts = new TreeSet<>(Set.of(Long.MIN_VALUE));
        for (int cut = random.nextInt(5); cut > 0 && !events.isEmpty(); cut--) {
            cuts.add(this.events.get(random.nextInt(events.size())).millis());
        }
        int parts = random.nextInt(5) > 0 ? 1 + random.nextInt(3) : 20;
        Map<Integer, TreeMap<Long, Map<List<Integer>, List<Listed>>>> split = new TreeMap<>();
        for (Listed event : events) {
            split.computeIfAbsent(event.person() >>> 16, bucket -> new TreeMap<>())
                    .computeIfAbsent(cuts.floor(event.millis()), cut -> new HashMap<>())
                    .computeIfAbsent(List.of(event.eventNameId(), random.nextInt(parts)), part -> new ArrayList<>())
                    .add(event);
        }
        split.forEach((bucket, times) -> times.values()
                .forEach(slices ->
                        spans.computeIfAbsent(bucket, key -> new ArrayList<>()).add(span(slices.values()))));
    }

    @Override
    public long missingBefore() {
        return missingBefore;
    }

    private static Span span(Collection<List<Listed>> slices) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        List<Slice> made = new ArrayList<>();
        for (List<Listed> slice : slices) {
            slice.sort(Comparator.comparingInt(Listed::person).thenComparingLong(Listed::millis));
            for (Listed event : slice) {
                from = Math.min(from, event.millis());
                to = Math.max(to, event.millis() + 1);
            }
            made.add(new ListedSlice(slice.get(0).eventNameId(), slice));
        }
        return new Span(from, to, made);
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    /** Numbers that are the same for the same events only. */
    ImmutableLongArray numbers(Set<Integer> eventNameIds, long from, long to) {
        return ImmutableLongArray.copyOf(events.stream()
                .filter(event -> eventNameIds.contains(event.eventNameId()) && is(event, event.eventNameId(), from, to))
                .mapToLong(event -> (event.millis() << 10) + event.hashCode())
                .sorted());
    }

    /** Those of the events, or none, as chance has it. */
    @Override
    public List<Optional<ImmutableLongArray>> chunks(Set<Integer> eventNameIds, long[] bounds) {
        List<Optional<ImmutableLongArray>> chunks = new ArrayList<>();
        for (int i = 0; i + 1 < bounds.length; i++) {
            ImmutableLongArray ids = numbers(eventNameIds, bounds[i], bounds[i + 1]);
            chunks.add(ids.length() % 5 == 4 ? Optional.empty() : Optional.of(ids));
        }
        return chunks;
    }

    @Override
    public int[] buckets(long fromMillis, long toMillis) {
        return spans.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public List<Span> spans(int bucket, Set<Integer> eventNameIds, long fromMillis, long toMillis) {
        List<Span> found = new ArrayList<>();
        for (Span span : spans.getOrDefault(bucket, List.of())) {
            List<Slice> slices = span.slices().stream()
                    .filter(slice -> eventNameIds.contains(slice.eventNameId()))
                    .toList();
            if (!slices.isEmpty() && span.fromMillis() < toMillis && fromMillis < span.toMillis()) {
                found.add(new Span(span.fromMillis(), span.toMillis(), slices));
            }
        }
        return found;
    }

    @Override
    public RoaringBitmap persons(int eventNameId, long fromMillis, long toMillis) {
        RoaringBitmap persons = new RoaringBitmap();
        events.stream()
                .filter(event -> is(event, eventNameId, fromMillis, toMillis))
                .forEach(event -> persons.add(event.person()));
        return persons;
    }

    @Override
    public long count(int eventNameId, long fromMillis, long toMillis) {
        return events.stream()
                .filter(event -> is(event, eventNameId, fromMillis, toMillis))
                .count();
    }

    @Override
    public Optional<EventBounds> bounds(Set<Integer> eventNameIds, long fromMillis, long toMillis) {
        return events.stream()
                .filter(event -> eventNameIds.contains(event.eventNameId())
                        && is(event, event.eventNameId(), fromMillis, toMillis))
                .map(event -> new EventBounds(event.millis(), event.millis()))
                .reduce(EventBounds::and);
    }

    @Override
    public OptionalLong lastMillis(int eventNameId) {
        return events.stream()
                .filter(event -> event.eventNameId() == eventNameId)
                .mapToLong(Listed::millis)
                .max();
    }

    @Override
    public boolean haveClientIds() {
        return events.stream().anyMatch(event -> event.values().containsKey(NeededProperties.SESSION));
    }

    @Override
    public Map<Tie, List<TiedEvent>> inOrder(Map<Tie, Set<Integer>> ties, boolean again) {
        Map<Tie, List<TiedEvent>> found = new HashMap<>();
        for (Listed event : events) {
            Tie tie = new Tie(event.person(), event.millis());
            // What was read before lacks those that came later.
            if (ties.getOrDefault(tie, Set.of()).contains(event.eventNameId())
                    && (again || !event.values().containsKey("late"))) {
                Map<String, PropertyValue> values = new HashMap<>();
                event.values().forEach((key, json) -> {
                    PropertyValue value = PropertyValue.ofJson(json);
                    if (value != null) {
                        values.put(key, value);
                    }
                });
                found.computeIfAbsent(tie, any -> new ArrayList<>()).add(new TiedEvent(event.eventNameId(), values));
            }
        }
        return found;
    }

    private static boolean is(Listed event, int eventNameId, long fromMillis, long toMillis) {
        return event.eventNameId() == eventNameId && event.millis() >= fromMillis && event.millis() < toMillis;
    }

    private record ListedSlice(int eventNameId, List<Listed> listed) implements Slice {

        @Override
        public int events() {
            return listed.size();
        }

        @Override
        public int lastPerson() {
            return listed.stream().mapToInt(Listed::person).max().orElse(0);
        }

        @Override
        public Slice ofPeople(int firstPerson, int lastPerson) {
            return new ListedSlice(
                    eventNameId,
                    listed.stream()
                            .filter(event -> event.person() >= firstPerson && event.person() <= lastPerson)
                            .toList());
        }

        @Override
        public ValueColumn values(String key) {
            List<String> different = listed.stream()
                    .map(event -> event.values().get(key))
                    .filter(value -> value != null && !value.equals("null"))
                    .distinct()
                    .toList();
            return new ValueColumn() {
                @Override
                public int size() {
                    return different.size();
                }

                @Override
                public PropertyValue value(int code) {
                    return code == 0 ? null : PropertyValue.ofJson(different.get(code - 1));
                }

                @Override
                public int count(int code) {
                    return (int) IntStream.range(0, listed.size())
                            .filter(event -> code(event) == code)
                            .count();
                }

                @Override
                public int code(int event) {
                    return different.indexOf(listed.get(event).values().get(key)) + 1;
                }
            };
        }

        @Override
        public Cursor cursor() {
            return new Cursor() {
                private int place = -1;

                @Override
                public boolean next() {
                    return ++place < listed.size();
                }

                @Override
                public int person() {
                    return listed.get(place).person();
                }

                @Override
                public long millis() {
                    return listed.get(place).millis();
                }
            };
        }
    }
}
