/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import com.google.common.primitives.ImmutableLongArray;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.SessionRule;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.Tie;
import io.waymark.analytics.chunk.TiedEvent;
import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.DayPeople;
import io.waymark.analytics.event.EventBounds;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/** The columns of one app in one report: its chunks, and the events that are not in chunks. */
final class StoredColumns implements EventColumns {

    private final ReportConnection connection;
    private final ChunkCache cache;
    private final Snapshot snapshot;
    private final Directories directories;
    private final PeopleLoader people;
    private final SessionsOfDays sessions;
    private final Substitutes substitutes;
    private final Ties ties;
    private final Map<Moved, MovedEvents> moved = new HashMap<>();

    StoredColumns(
            ReportConnection connection,
            ChunkCache cache,
            Snapshot snapshot,
            Map<Long, ChunkRow> damaged,
            Consumer<DayPeople> damagedPeople) {
        this.connection = connection;
        this.cache = cache;
        this.snapshot = snapshot;
        this.directories = new Directories(
                connection, cache, snapshot.months(), !snapshot.properties().isEmpty());
        this.people = new PeopleLoader(connection, cache, damagedPeople);
        this.sessions = new SessionsOfDays(connection, snapshot.app(), damagedPeople);
        this.ties = new Ties(connection, cache, snapshot);
        Stream<ChunkRow> noticed = damaged.values().stream()
                .filter(chunk -> snapshot.names().contains(chunk.eventNameId()))
                .filter(chunk ->
                        directories.chunks(chunk.eventNameId(), chunk.firstMillis(), chunk.lastMillis() + 1).stream()
                                .anyMatch(stored -> stored.id() == chunk.id()));
        // What is left of such a chunk may be of people who have become others since, or have been erased.
        Stream<ChunkRow> noted = snapshot.damages().stream()
                .flatMap(damage ->
                        directories.chunks(damage.eventNameId(), damage.firstMillis(), damage.lastMillis() + 1).stream()
                                .filter(chunk -> chunk.id() == damage.chunk()));
        List<ChunkRow> own = Stream.concat(noticed, noted).toList();
        this.substitutes = own.isEmpty() ? Substitutes.NONE : Substitutes.of(connection, snapshot, own, directories);
    }

    private record Moved(int eventNameId, long fromMillis, long toMillis) {}

    @Override
    public long missingBefore() {
        return snapshot.missingBefore();
    }

    @Override
    public boolean haveClientIds() {
        return snapshot.firstSession() != Long.MAX_VALUE;
    }

    @Override
    public ZoneId zone() {
        return snapshot.zone();
    }

    @Override
    public List<Optional<ImmutableLongArray>> chunks(Set<Integer> eventNameIds, long[] bounds) {
        int stretches = Math.max(0, bounds.length - 1);
        List<ImmutableLongArray.Builder> ids =
                Stream.generate(ImmutableLongArray::builder).limit(stretches).toList();
        BitSet otherwise = new BitSet();
        if (stretches > 0) {
            for (int eventNameId : new TreeSet<>(eventNameIds)) {
                MovedEvents others = moved(eventNameId, bounds[0], bounds[stretches]);
                List<EventBounds> loose = Stream.concat(
                                loose(eventNameId), others.put().stream().map(PackedPart::events))
                        .map(events -> new EventBounds(events.firstMillis(), events.lastMillis()))
                        .toList();
                for (int i = 0; i < stretches; i++) {
                    long from = bounds[i];
                    long to = bounds[i + 1];
                    List<ChunkRow> chunks = chunks(eventNameId, from, to);
                    if (chunks.stream().anyMatch(chunk -> others.taken().containsKey(chunk.id()))
                            || loose.stream()
                                    .anyMatch(events -> events.firstMillis() < to && events.lastMillis() >= from)) {
                        otherwise.set(i);
                    }
                    ImmutableLongArray.Builder own = ids.get(i);
                    chunks.stream().mapToLong(ChunkRow::id).sorted().forEach(own::add);
                }
            }
        }
        return IntStream.range(0, stretches)
                .mapToObj(i -> otherwise.get(i)
                        ? Optional.<ImmutableLongArray>empty()
                        : Optional.of(ids.get(i).build()))
                .toList();
    }

    @Override
    public int[] buckets(long fromMillis, long toMillis) {
        Set<Integer> buckets = directories.buckets(fromMillis, toMillis);
        Stream.concat(snapshot.tail().values().stream(), substitutes.instead().values().stream())
                .flatMap(List::stream)
                .forEach(part -> buckets.add(part.events().bucket()));
        IntStream.of(snapshot.merges().bucketsNow()).forEach(buckets::add);
        return buckets.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public List<Span> spans(int bucket, Set<Integer> eventNameIds, long fromMillis, long toMillis) {
        List<ChunkRow> chunks = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        Map<Long, Integer> taken = new HashMap<>();
        for (int eventNameId : new TreeSet<>(eventNameIds)) {
            chunks(eventNameId, fromMillis, toMillis).stream()
                    .filter(chunk -> chunk.bucket() == bucket)
                    .forEach(chunks::add);
            MovedEvents others = moved(eventNameId, fromMillis, toMillis);
            taken.putAll(others.taken());
            Map<String, Integer> properties = snapshot.propertiesOf(eventNameId);
            Stream.concat(looseParts(eventNameId), others.put().stream())
                    .filter(part -> part.events().bucket() == bucket)
                    .map(part -> Piece.of(part, properties))
                    .filter(piece -> piece.firstMillis() < toMillis && piece.lastMillis() >= fromMillis)
                    .forEach(pieces::add);
        }
        chunks.removeIf(chunk -> taken.getOrDefault(chunk.id(), 0) == chunk.events());
        chunks.sort(Comparator.comparingLong(ChunkRow::firstMillis));
        LoadedChunks loaded = new LoadedChunks(connection, cache, chunks);
        for (int i = 0; i < chunks.size(); i++) {
            ChunkRow chunk = chunks.get(i);
            pieces.add(new Piece(
                    chunk.firstMillis(),
                    chunk.lastMillis(),
                    new ChunkSlice(
                            chunk,
                            loaded,
                            i,
                            taken.get(chunk.id()),
                            snapshot.merges(),
                            snapshot.propertiesOf(chunk.eventNameId()))));
        }
        return Piece.spans(pieces);
    }

    @Override
    public ReadAhead readAhead() {
        return connection.readAhead();
    }

    private static void addPersons(PackedEvents events, long fromMillis, long toMillis, RoaringBitmap persons) {
        for (Slice.Cursor cursor = events.cursor(); cursor.next(); ) {
            if (cursor.millis() >= fromMillis && cursor.millis() < toMillis) {
                persons.add(cursor.person());
            }
        }
    }

    @Override
    public long count(int eventNameId, long fromMillis, long toMillis) {
        List<ChunkRow> within = new ArrayList<>();
        List<ChunkRow> edges = new ArrayList<>();
        divide(eventNameId, fromMillis, toMillis, within, edges);
        long count = within.stream().mapToLong(ChunkRow::events).sum();
        ChunkLoader<PackedEvents> parts = ChunkLoader.events(connection, cache, edges);
        for (int i = 0; i < edges.size(); i++) {
            count += count(parts.get(i), fromMillis, toMillis);
        }
        return count
                + loose(eventNameId)
                        .mapToLong(events -> count(events, fromMillis, toMillis))
                        .sum();
    }

    private static long count(PackedEvents events, long fromMillis, long toMillis) {
        long count = 0;
        for (Slice.Cursor cursor = events.cursor(); cursor.next(); ) {
            if (cursor.millis() >= fromMillis && cursor.millis() < toMillis) {
                count++;
            }
        }
        return count;
    }

    @Override
    public RoaringBitmap persons(Set<Integer> eventNameIds, long fromMillis, long toMillis) {
        RoaringBitmap persons = new RoaringBitmap();
        List<KnownDay> days = wholeDays(eventNameIds, fromMillis, toMillis);
        List<KnownDay> known = new ArrayList<>(days);
        known.removeAll(people.addTo(persons, days));
        List<ChunkRow> within = new ArrayList<>();
        List<ChunkRow> edges = new ArrayList<>();
        eventNameIds.forEach(eventNameId -> divide(eventNameId, fromMillis, toMillis, within, edges));
        within.removeIf(chunk -> known.stream().anyMatch(day -> day.covers(chunk)));
        add(persons, within);
        addParts(persons, eventNameIds, edges, fromMillis, toMillis);
        return persons;
    }

    /** None while chunks are left out, which these sets know nothing of. */
    private List<KnownDay> wholeDays(Set<Integer> eventNameIds, long fromMillis, long toMillis) {
        return eventNameIds.size() > 1 && substitutes.leftOut().isEmpty()
                ? directories.days(eventNameIds, fromMillis, toMillis)
                : List.of();
    }

    @Override
    public Map<Integer, RoaringBitmap> personsByName(Set<Integer> eventNameIds, long fromMillis, long toMillis) {
        List<ChunkRow> within = new ArrayList<>();
        Map<Integer, List<ChunkRow>> edges = new HashMap<>();
        for (int eventNameId : new TreeSet<>(eventNameIds)) {
            List<ChunkRow> own = edges.computeIfAbsent(eventNameId, name -> new ArrayList<>());
            divide(eventNameId, fromMillis, toMillis, within, own);
        }
        Map<Integer, RoaringBitmap> byName = new HashMap<>();
        try (ReadAhead ahead = readAhead()) {
            ChunkLoader<RoaringBitmap> whole = ChunkLoader.persons(connection, cache, within);
            int next = 0;
            for (int eventNameId : new TreeSet<>(eventNameIds)) {
                int first = next;
                while (next < within.size() && within.get(next).eventNameId() == eventNameId) {
                    next++;
                }
                RoaringBitmap persons = FastAggregation.naive_or(
                        IntStream.range(first, next).mapToObj(whole::get).iterator());
                addParts(
                        persons, Set.of(eventNameId), edges.getOrDefault(eventNameId, List.of()), fromMillis, toMillis);
                byName.put(eventNameId, persons);
            }
        }
        return byName;
    }

    @Override
    public <T> Optional<T> sessions(
            LocalDate day, SessionRule rule, ImmutableLongArray chunks, SessionsReader<T> reader) {
        return sessions.find(day, rule, chunks, reader);
    }

    private void add(RoaringBitmap persons, List<ChunkRow> chunks) {
        ChunkLoader<RoaringBitmap> whole = ChunkLoader.persons(connection, cache, chunks);
        try (ReadAhead ahead = readAhead()) {
            persons.or(FastAggregation.naive_or(
                    IntStream.range(0, chunks.size()).mapToObj(whole::get).iterator()));
        }
    }

    private void addParts(
            RoaringBitmap persons, Set<Integer> eventNameIds, List<ChunkRow> edges, long fromMillis, long toMillis) {
        ChunkLoader<PackedEvents> parts = ChunkLoader.events(connection, cache, edges);
        for (int i = 0; i < edges.size(); i++) {
            addPersons(parts.get(i), fromMillis, toMillis, persons);
        }
        eventNameIds.forEach(
                eventNameId -> loose(eventNameId).forEach(events -> addPersons(events, fromMillis, toMillis, persons)));
        snapshot.merges().apply(persons);
    }

    @Override
    public Optional<EventBounds> bounds(Set<Integer> eventNameIds, long fromMillis, long toMillis) {
        List<EventBounds> bounds = new ArrayList<>();
        List<ChunkRow> within = new ArrayList<>();
        List<ChunkRow> edges = new ArrayList<>();
        eventNameIds.forEach(eventNameId -> divide(eventNameId, fromMillis, toMillis, within, edges));
        within.forEach(chunk -> bounds.add(new EventBounds(chunk.firstMillis(), chunk.lastMillis())));
        ChunkLoader<PackedEvents> parts = ChunkLoader.events(connection, cache, edges);
        for (int i = 0; i < edges.size(); i++) {
            addBounds(parts.get(i), fromMillis, toMillis, bounds);
        }
        eventNameIds.forEach(
                eventNameId -> loose(eventNameId).forEach(events -> addBounds(events, fromMillis, toMillis, bounds)));
        return bounds.stream().reduce(EventBounds::and);
    }

    @Override
    public OptionalLong lastMillis(int eventNameId) {
        return LongStream.concat(
                        LongStream.of(directories.lastMillis(eventNameId, substitutes.leftOut())),
                        loose(eventNameId).mapToLong(PackedEvents::lastMillis))
                .filter(last -> last != Long.MIN_VALUE)
                .max();
    }

    private static void addBounds(PackedEvents events, long fromMillis, long toMillis, List<EventBounds> bounds) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Slice.Cursor cursor = events.cursor(); cursor.next(); ) {
            if (cursor.millis() >= fromMillis && cursor.millis() < toMillis) {
                first = Math.min(first, cursor.millis());
                last = Math.max(last, cursor.millis());
            }
        }
        if (first <= last) {
            bounds.add(new EventBounds(first, last));
        }
    }

    private void divide(int eventNameId, long fromMillis, long toMillis, List<ChunkRow> within, List<ChunkRow> edges) {
        for (ChunkRow chunk : chunks(eventNameId, fromMillis, toMillis)) {
            (chunk.liesWithin(fromMillis, toMillis) ? within : edges).add(chunk);
        }
    }

    private List<ChunkRow> chunks(int eventNameId, long fromMillis, long toMillis) {
        List<ChunkRow> chunks = directories.chunks(eventNameId, fromMillis, toMillis);
        chunks.removeIf(chunk -> substitutes.leftOut().contains(chunk.id()));
        return chunks;
    }

    /** Whether all chunks know the properties that the report needs of their events. */
    boolean know(NeededProperties needed) {
        return needed.keys().keySet().stream()
                .allMatch(name -> chunks(name, needed.fromMillis(), needed.toMillis()).stream()
                        .allMatch(chunk -> snapshot.propertiesOf(name).entrySet().stream()
                                .allMatch(property -> knows(chunk, property.getKey(), property.getValue()))));
    }

    private boolean knows(ChunkRow chunk, String key, int property) {
        return chunk.knows(property)
                || (key.equals(NeededProperties.SESSION) && chunk.lastMillis() < snapshot.firstSession());
    }

    @Override
    public long orderedFrom() {
        return snapshot.droppedBefore();
    }

    @Override
    public Map<Tie, List<TiedEvent>> inOrder(Map<Tie, Set<Integer>> asked, boolean again) {
        return ties.inOrder(asked, again);
    }

    private Stream<PackedEvents> loose(int eventNameId) {
        return looseParts(eventNameId).map(PackedPart::events);
    }

    private Stream<PackedPart> looseParts(int eventNameId) {
        return Stream.concat(
                snapshot.tail().getOrDefault(eventNameId, List.of()).stream(),
                substitutes.instead().getOrDefault(eventNameId, List.of()).stream());
    }

    private synchronized MovedEvents moved(int eventNameId, long fromMillis, long toMillis) {
        return snapshot.merges().size() == 0
                ? MovedEvents.NONE
                : moved.computeIfAbsent(
                        new Moved(eventNameId, fromMillis, toMillis),
                        key -> MovedEvents.of(
                                connection,
                                cache,
                                chunks(eventNameId, fromMillis, toMillis),
                                snapshot.merges(),
                                snapshot.propertiesOf(eventNameId).values()));
    }
}
