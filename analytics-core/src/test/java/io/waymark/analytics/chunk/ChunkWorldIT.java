/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.write.ChunkErasure;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.chunk.write.ChunkVerification;
import io.waymark.analytics.job.MovableClock;
import io.waymark.analytics.job.Purge;
import io.waymark.analytics.job.PurgeSettings;
import io.waymark.analytics.job.Rollup;
import io.waymark.analytics.job.RollupSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares what columns say with plain SQL, whatever happens to events, people and chunks. */
class ChunkWorldIT {

    private static final Instant FROM = Instant.parse("2026-02-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-10T00:00:00Z");
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Kathmandu", "America/New_York", "Pacific/Kiritimati");

    @Test
    void columnsSayWhatPlainSqlSaysWhateverHappens() {
        long seed = Long.getLong("chunk.seed", new Random().nextLong());
        System.out.println("ChunkWorldIT seed " + seed);
        int answeredWithValues = 0;
        for (int world = 0; world < Integer.getInteger("chunk.worlds", 3); world++) {
            answeredWithValues += play(new Random(seed + world), "seed " + (seed + world));
        }
        assertThat(answeredWithValues).isGreaterThan(20);
    }

    private static int play(Random random, String description) {
        ChunkWorld world = new ChunkWorld(random, FROM, TO);
        MovableClock clock = new MovableClock(TO.plus(Duration.ofDays(3)));
        ChunkSettings settings = new ChunkSettings() {
            private final long bytes = random.nextInt(3) == 0 ? 0 : 1L << (8 + random.nextInt(14));

            @Override
            public long cacheBytes() {
                return bytes;
            }
        };
        ChunkRollup rollup = new ChunkRollup(world.database(), settings, clock);
        ChunkStore store = new ChunkStore(world.database(), settings, clock);
        boolean purged = false;
        StringBuilder story = new StringBuilder(description);
        for (int step = 0; step < 25; step++) {
            int choice = random.nextInt(21);
            story.append(' ').append(choice);
            switch (choice) {
                case 0, 1, 2, 3, 4 -> world.store(1 + random.nextInt(200));
                case 5, 6, 7 -> world.merge();
                case 8, 9, 10, 11 -> rollup.rollUp();
                case 12 -> {
                    clock.advance(Duration.ofMinutes(61));
                    rollup.rollUp();
                }
                case 13 -> world.moveTo(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
                case 14 -> rollup.rebuild();
                case 15, 16 -> {
                    if (!purged) {
                        world.damage();
                    }
                }
                case 17 -> store = new ChunkStore(world.database(), settings, clock);
                case 18 -> {
                    for (int i = 0; i < 17; i++) {
                        world.store(3);
                        rollup.rollUp();
                    }
                }
                case 19 -> world.erase(new ChunkErasure(world.database(), clock));
                default -> {
                    // What is damaged is made again first: it cannot be any more afterwards.
                    purge(world, rollup, clock);
                    purged = true;
                }
            }
            world.check(store, story.toString());
        }
        return world.answeredWithValues();
    }

    private static void purge(ChunkWorld world, ChunkRollup rollup, MovableClock clock) {
        PurgeSettings settings = new PurgeSettings() {
            @Override
            public Duration after() {
                return Duration.ofDays(12);
            }
        };
        new Purge(
                        world.database(),
                        new Rollup(world.database(), new RollupSettings() {}),
                        settings,
                        clock,
                        List.of(new ChunkVerification(world.database(), rollup, clock)))
                .run();
    }

    @Test
    void staysOutOfTheWayWhileItIsFarBehind() {
        ChunkWorld world = new ChunkWorld(new Random(1), FROM, TO);
        MovableClock clock = new MovableClock(TO);
        ChunkSettings settings = new ChunkSettings() {
            @Override
            public int maxTail() {
                return 100;
            }
        };
        ChunkStore store = new ChunkStore(world.database(), settings, clock);
        ChunkRollup rollup = new ChunkRollup(world.database(), settings, clock);
        world.store(90);
        world.check(store, "few events");
        world.store(90);

        assertThat(world.database().report(() -> store.read(AppId.DEFAULT, columns -> true)))
                .isEmpty();
        rollup.rollUp();
        world.check(store, "rolled up");
    }
}
