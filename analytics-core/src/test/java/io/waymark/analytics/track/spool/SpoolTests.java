/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.track.accept.AcceptedEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTests {

    private static final int SMALL = 256 * 1024;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<Spool> open = new ArrayList<>();

    @TempDir
    private Path folder;

    private int crashes;
    private long number;

    SpoolTests() {
        System.out.println("SpoolTests seed " + seed);
    }

    @AfterEach
    void close() {
        open.forEach(Spool::close);
    }

    @RepeatedTest(20)
    void behavesLikeAListThroughRestartsAndCrashes() throws IOException {
        Path base = folder.resolve("spool");
        Spool spool = open(base, 64 * SMALL);
        List<SpooledEvent> all = new ArrayList<>();
        int removed = 0;
        for (int step = 0; step < 60; step++) {
            int choice = random.nextInt(10);
            if (choice < 4) {
                List<SpooledEvent> batch = events(1 + random.nextInt(40));
                spool.append(batch);
                all.addAll(batch);
            } else if (choice < 8) {
                List<SpooledEvent> read = spool.read(1 + random.nextInt(60), 1 + random.nextInt(100_000));
                assertThat(read).isEqualTo(all.subList(removed, removed + read.size()));
                assertThat(read.isEmpty()).isEqualTo(removed == all.size());
                if (random.nextBoolean()) {
                    spool.remove();
                    removed += read.size();
                }
            } else {
                boolean crash = choice == 9;
                base = crash ? crash(base) : base;
                if (!crash) {
                    spool.close();
                }
                spool = open(base, 64 * SMALL);
                // What was removed of the first segment comes again.
                List<SpooledEvent> read = spool.read(1, 1);
                int first = read.isEmpty() ? all.size() : all.indexOf(read.get(0));
                assertThat(first).isBetween(0, removed);
                removed = first;
            }
            assertThat(spool.stats().events()).isEqualTo(all.size() - removed);
            assertThat(spool.isEmpty()).isEqualTo(removed == all.size());
        }
        assertThat(drain(spool)).isEqualTo(all.subList(removed, all.size()));
        assertThat(spool.stats().damagedBytes()).isZero();
        spool.close();
        assertThat(files(base)).isEmpty();
    }

    @RepeatedTest(20)
    void losesNothingBeforeWhereAFileWasCut() throws IOException {
        Path base = folder.resolve("spool");
        List<SpooledEvent> all = events(1 + random.nextInt(100));
        long[] ends = appendOneByOne(base, all);
        Path copy = crash(base);
        long cut = random.nextLong(ends[ends.length - 1]);
        try (FileChannel file = FileChannel.open(segment(copy), StandardOpenOption.WRITE)) {
            file.truncate(cut);
        }
        int whole = 0;
        while (whole < ends.length && ends[whole] <= cut) {
            whole++;
        }

        Spool spool = open(copy, SMALL * 64);
        assertThat(drain(spool)).isEqualTo(all.subList(0, whole));
        long torn = cut - (whole == 0 ? 0 : ends[whole - 1]);
        assertThat(spool.stats().damagedBytes()).isEqualTo(torn);
        assertThat(damaged(copy)).hasSize(torn == 0 ? 0 : 1);
    }

    @RepeatedTest(20)
    void losesOnlyWhatIsDamagedAndKeepsThatAside() throws IOException {
        Path base = folder.resolve("spool");
        List<SpooledEvent> all = events(2 + random.nextInt(100));
        long[] ends = appendOneByOne(base, all);
        Path copy = crash(base);
        long at = random.nextLong(ends[ends.length - 1]);
        int length = 1 + random.nextInt(50);
        byte[] bytes = Files.readAllBytes(segment(copy));
        List<SpooledEvent> expected = new ArrayList<>(all);
        for (long i = at; i < Math.min(at + length, bytes.length); i++) {
            bytes[(int) i] ^= (byte) (1 + random.nextInt(255));
            for (int event = 0; event < ends.length; event++) {
                if (i < ends[event]) {
                    expected.remove(all.get(event));
                    break;
                }
            }
        }
        Files.write(segment(copy), bytes);

        Spool spool = open(copy, SMALL * 64);
        assertThat(drain(spool)).isEqualTo(expected);
        assertThat(spool.stats().damagedBytes()).isPositive();
        assertThat(damaged(copy)).isNotEmpty();
        long kept = 0;
        for (Path file : damaged(copy)) {
            kept += Files.size(file);
        }
        assertThat(kept).isEqualTo(spool.stats().damagedBytes());
    }

    @Test
    void survivesFilesOfNonsense() throws IOException {
        Path base = folder.resolve("spool");
        byte[] nonsense = new byte[5000];
        random.nextBytes(nonsense);
        Path own = Files.createDirectories(base.resolve("00000003-77-x"));
        Files.write(own.resolve("000000000000.spool"), nonsense);
        Files.write(own.resolve("000000000001.spool"), new byte[0]);
        Files.write(own.resolve("notes.txt"), nonsense);
        Files.write(base.resolve("another.txt"), nonsense);

        Spool spool = open(base, SMALL);
        assertThat(spool.read(10, 1000)).isEmpty();
        List<SpooledEvent> events = events(3);
        spool.append(events);
        assertThat(drain(spool)).isEqualTo(events);
        assertThat(damaged(base)).hasSize(1);
    }

    @Test
    void takesNoMoreThanItMayAndMakesRoomByRemoving() throws IOException {
        Spool spool = open(folder.resolve("spool"), SMALL);
        List<SpooledEvent> taken = new ArrayList<>();
        assertThatThrownBy(() -> {
                    while (true) {
                        List<SpooledEvent> batch = events(20);
                        spool.append(batch);
                        taken.addAll(batch);
                    }
                })
                .isInstanceOf(SpoolFullException.class);
        assertThat(spool.stats().bytes()).isBetween(SMALL * 9L / 10, (long) SMALL);
        assertThat(size(folder)).isLessThanOrEqualTo(SMALL);

        assertThat(drain(spool)).isEqualTo(taken);
        assertThat(spool.stats().bytes()).isZero();
        spool.append(events(20));
    }

    @Test
    void makesItsDirectoryWhenItIsFirstNeeded() throws IOException {
        Path base = folder.resolve("deep/spool");
        Spool spool = open(base, SMALL);
        assertThat(spool.read(1, 1)).isEmpty();
        spool.remove();
        assertThat(spool.isEmpty()).isTrue();
        assertThat(folder.resolve("deep")).doesNotExist();
        spool.append(events(1));
        assertThat(files(base)).hasSize(2);
    }

    @Test
    void leavesAloneWhatAnotherHolds() throws IOException {
        Path base = folder.resolve("spool");
        Spool one = open(base, SMALL);
        one.append(events(3));
        Spool other = Spool.open(settings(base, SMALL), ProcessHandle.of(1).orElseThrow());
        open.add(other);
        Spool third = open(base, SMALL);
        other.append(events(2));

        assertThat(other.stats().events()).isEqualTo(2);
        assertThat(third.stats().events()).isZero();
        one.close();
        third.adopt();
        assertThat(third.stats().events()).isEqualTo(3);
        other.adopt();
        assertThat(other.stats().events()).isEqualTo(2);
    }

    @Test
    void saysThatTheDiskDoesNotTakeEvents() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Spool spool = open(file.resolve("spool"), SMALL);
        assertThatThrownBy(() -> spool.append(events(1))).isInstanceOf(IOException.class);
        assertThat(spool.isEmpty()).isTrue();
    }

    private Spool open(Path base, long maxBytes) {
        Spool spool = Spool.open(settings(base, maxBytes));
        open.add(spool);
        return spool;
    }

    private static SpoolSettings settings(Path base, long maxBytes) {
        return new SpoolSettings() {
            @Override
            public Path directory() {
                return base;
            }

            @Override
            public long maxBytes() {
                return maxBytes;
            }
        };
    }

    /** What is on disk at this moment, as the next process will find it. */
    private Path crash(Path base) throws IOException {
        if (!Files.isDirectory(base)) {
            return base;
        }
        Path copy = folder.resolve("after-crash-" + ++crashes);
        try (Stream<Path> paths = Files.walk(base)) {
            for (Path path : paths.toList()) {
                Path to = copy.resolve(base.relativize(path).toString().replaceFirst("^(\\d+)-[^/]+", "$1-0-dead"));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(path, to);
                }
            }
        }
        return copy;
    }

    private long[] appendOneByOne(Path base, List<SpooledEvent> events) throws IOException {
        Spool spool = open(base, SMALL * 64);
        long[] ends = new long[events.size()];
        for (int i = 0; i < ends.length; i++) {
            spool.append(List.of(events.get(i)));
            ends[i] = spool.stats().bytes();
        }
        return ends;
    }

    private List<SpooledEvent> drain(Spool spool) {
        List<SpooledEvent> drained = new ArrayList<>();
        for (List<SpooledEvent> read = spool.read(100, 100_000); !read.isEmpty(); read = spool.read(100, 100_000)) {
            drained.addAll(read);
            spool.remove();
        }
        assertThat(spool.isEmpty()).isTrue();
        return drained;
    }

    private List<SpooledEvent> events(int count) {
        List<SpooledEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String json = StoredJson.object()
                    .put("n", number++)
                    .put("text", "ğüş İı 𝄞 ".repeat(random.nextInt(40)))
                    .putNull("nothing")
                    .toString();
            Event event = new Event(
                    new UUID(random.nextLong(), random.nextLong()),
                    "event " + random.nextInt(5),
                    "person-" + random.nextInt(9),
                    Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
                    random.nextBoolean() ? null : "session-" + random.nextInt(9),
                    StoredJson.properties(json));
            events.add(new SpooledEvent(
                    new AcceptedEvent(
                            new AppId(1 + random.nextInt(3)),
                            event,
                            json,
                            Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
                            random.nextBoolean()),
                    random.nextBoolean()));
        }
        return events;
    }

    private static Path segment(Path base) throws IOException {
        return files(base).stream()
                .filter(file -> file.toString().endsWith(".spool"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> damaged(Path base) throws IOException {
        return files(base).stream()
                .filter(file -> file.toString().endsWith(".damaged"))
                .toList();
    }

    private static List<Path> files(Path base) throws IOException {
        try (Stream<Path> paths = Files.walk(base)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static long size(Path base) throws IOException {
        long size = 0;
        for (Path file : files(base)) {
            size += Files.size(file);
        }
        return size;
    }

    @Test
    void recordsAreFoundAfterDamage() {
        List<byte[]> contents = List.of(new byte[] {1}, new byte[] {2, 3}, new byte[300]);
        ByteBuffer frames = Records.frame(contents);
        int second = Records.HEADER + 1;
        assertThat(Records.at(frames, 0)).isEqualTo(contents.get(0));
        assertThat(Records.find(frames, 1)).isEqualTo(second);
        assertThat(Records.at(frames, second)).isEqualTo(contents.get(1));
        assertThat(Records.at(frames, 5)).isNull();
        assertThat(Records.find(frames, second + 1)).isEqualTo(second + Records.HEADER + 2);
    }
}
