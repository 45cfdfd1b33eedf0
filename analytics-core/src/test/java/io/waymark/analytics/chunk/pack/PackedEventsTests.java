/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.chunk.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class PackedEventsTests {

    private static final long DAY = 86_400_000;
    private static final long ORIGIN = 1_780_000_000_000L;

    private record Happened(int person, long millis) {}

    @Test
    void holdsTheSameEventsByPersonAndTimeWhateverTheyAre() {
        long seed = new Random().nextLong();
        System.out.println("PackedEventsTests seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            List<Happened> events = events(random);
            EventSorter sorter = new EventSorter(7, ORIGIN);
            events.forEach(event -> sorter.add(event.person(), event.millis()));

            List<PackedEvents> packed = sorter.pack().stream()
                    .map(each -> PackedEvents.of(each.bytes().clone()))
                    .toList();

            assertThat(packed.stream().flatMap(each -> read(each).stream()).toList())
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(events.stream()
                            .sorted(Comparator.comparingInt(Happened::person).thenComparingLong(Happened::millis))
                            .toList());
            assertThat(packed.stream().map(PackedEvents::bucket).toList())
                    .doesNotHaveDuplicates()
                    .isSorted();
            packed.forEach(PackedEventsTests::checkHeader);
        }
    }

    private static void checkHeader(PackedEvents packed) {
        List<Happened> events = read(packed);
        assertThat(packed.eventNameId()).isEqualTo(7);
        assertThat(packed.events()).isEqualTo(events.size());
        assertThat(packed.persons())
                .isEqualTo(RoaringBitmap.bitmapOf(
                        events.stream().mapToInt(Happened::person).toArray()));
        assertThat(packed.personCount()).isEqualTo(packed.persons().getCardinality());
        assertThat(packed.lastPerson()).isEqualTo(packed.persons().last());
        assertThat(packed.firstMillis())
                .isEqualTo(events.stream().mapToLong(Happened::millis).min().orElseThrow());
        assertThat(packed.lastMillis())
                .isEqualTo(events.stream().mapToLong(Happened::millis).max().orElseThrow());
        assertThat(packed.persons().stream().allMatch(person -> person >>> 16 == packed.bucket()))
                .isTrue();
    }

    private static List<Happened> events(Random random) {
        int people = 1 + random.nextInt(random.nextBoolean() ? 5 : 70_000);
        int firstPerson = random.nextInt(4) == 0 ? Integer.MAX_VALUE - people : random.nextInt(200_000);
        long length =
                1 + (long) (random.nextDouble() * random.nextDouble() * (random.nextInt(5) == 0 ? 40 * DAY : DAY));
        List<Happened> events = new ArrayList<>();
        for (int i = 1 + random.nextInt(300); i > 0; i--) {
            events.add(
                    new Happened(firstPerson + random.nextInt(people), ORIGIN + (long) (random.nextDouble() * length)));
            if (random.nextInt(10) == 0) {
                events.add(events.get(random.nextInt(events.size())));
            }
        }
        return events;
    }

    private static List<Happened> read(PackedEvents packed) {
        return read(packed.cursor());
    }

    private static List<Happened> read(Slice.Cursor cursor) {
        List<Happened> events = new ArrayList<>();
        while (cursor.next()) {
            events.add(new Happened(cursor.person(), cursor.millis()));
        }
        assertThat(cursor.next()).isFalse();
        return events;
    }

    @Test
    void tellsTheEventsOfNeighboursWhoeverTheyAre() {
        long seed = new Random().nextLong();
        System.out.println("PackedEventsTests seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            EventSorter sorter = new EventSorter(7, ORIGIN);
            events(random).forEach(event -> sorter.add(event.person(), event.millis()));
            PackedEvents packed = sorter.pack().get(0);
            List<Happened> all = read(packed);
            for (int question = 0; question < 12; question++) {
                int first = person(random, packed, all);
                int last = Math.max(first, person(random, packed, all));

                assertThat(read(packed.cursor(first, last)))
                        .as("seed %d round %d, %d to %d", seed, round, first, last)
                        .isEqualTo(all.stream()
                                .filter(event -> event.person() >= first && event.person() <= last)
                                .toList());
                assertThat(packed.eventsBefore(first)).isEqualTo((int)
                        all.stream().filter(event -> event.person() < first).count());
            }
        }
    }

    private static int person(Random random, PackedEvents packed, List<Happened> events) {
        return random.nextBoolean()
                ? events.get(random.nextInt(events.size())).person()
                : packed.bucket() << 16 | random.nextInt(1 << 16);
    }

    @Test
    void detectsEveryChangedBitAndEveryMissingByte() {
        Random random = new Random(1);
        for (int round = 0; round < 20; round++) {
            EventSorter sorter = new EventSorter(7, ORIGIN);
            for (int i = 1 + random.nextInt(40); i > 0; i--) {
                sorter.add(random.nextInt(60_000), ORIGIN + random.nextInt((int) DAY));
            }
            byte[] data = sorter.pack().get(0).bytes();

            for (int bit = 0; bit < data.length * 8; bit++) {
                byte[] changed = data.clone();
                changed[bit >> 3] ^= (byte) (1 << (bit & 7));
                assertThatThrownBy(() -> PackedEvents.of(changed)).isInstanceOf(UnreadableChunkException.class);
            }
            for (int length = 0; length < data.length; length++) {
                byte[] cut = Arrays.copyOf(data, length);
                assertThatThrownBy(() -> PackedEvents.of(cut)).isInstanceOf(UnreadableChunkException.class);
            }
            assertThatThrownBy(() -> PackedEvents.of(Arrays.copyOf(data, data.length + 1)))
                    .isInstanceOf(UnreadableChunkException.class);
        }
    }

    @Test
    void saysThatALayoutIsOfAnotherVersion() {
        EventSorter sorter = new EventSorter(7, ORIGIN);
        sorter.add(1, ORIGIN);
        byte[] data = sorter.pack().get(0).bytes().clone();
        data[0] = 2;

        assertThatThrownBy(() -> PackedEvents.of(data)).hasMessage("Its layout is of version 2, not 1");
    }

    @Test
    void takesFewerThanFiveBytesForAnEventOfABusyDay() {
        Random random = new Random(1);
        EventSorter sorter = new EventSorter(7, ORIGIN);
        for (int i = 0; i < 20_000; i++) {
            sorter.add((int) (65_536 * Math.pow(random.nextDouble(), 3)), ORIGIN + random.nextInt((int) DAY));
        }

        PackedEvents packed = sorter.pack().get(0);

        assertThat(packed.bytes()).hasSizeLessThan(5 * packed.events());
        assertThat(packed.bytes().length + PersonSets.write(packed.persons()).length)
                .isLessThan(6 * packed.events());
    }

    @Test
    void cutsWhatIsTooMuchForOnePiece() {
        EventSorter sorter = new EventSorter(7, ORIGIN);
        for (int i = 0; i < EventSorter.MAX_EVENTS + 10; i++) {
            sorter.add(3 + i % 2, ORIGIN + i / 2);
        }

        List<PackedEvents> packed = sorter.pack();

        assertThat(packed).extracting(PackedEvents::events).containsExactly(EventSorter.MAX_EVENTS, 10);
        assertThat(packed.stream().flatMap(each -> read(each).stream()).collect(Collectors.toSet()))
                .hasSize(EventSorter.MAX_EVENTS + 10);
    }

    @Test
    void detectsEveryChangeInASetOfPeople() {
        Random random = new Random(1);
        for (int people : List.of(1, 30, 6_000)) {
            RoaringBitmap persons = new RoaringBitmap();
            random.ints(people, 65_536, 131_072).forEach(persons::add);
            byte[] bytes = PersonSets.write(persons.clone());

            assertThat(PersonSets.read(bytes)).isEqualTo(persons);
            for (int i = 0; i < Math.min(300, bytes.length); i++) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << random.nextInt(8));
                assertThatThrownBy(() -> PersonSets.read(changed)).isInstanceOf(UnreadableChunkException.class);
                byte[] cut = Arrays.copyOf(bytes, i);
                assertThatThrownBy(() -> PersonSets.read(cut)).isInstanceOf(UnreadableChunkException.class);
            }
        }
    }
}
