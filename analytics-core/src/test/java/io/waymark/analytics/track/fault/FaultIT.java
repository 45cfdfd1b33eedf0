/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariDataSource;
import io.waymark.analytics.schema.SchemaMigrator;
import io.waymark.analytics.schema.SchemaMode;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AnalyticsTables;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.spool.SpoolSettings;
import io.waymark.analytics.track.write.IngestPipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Breaks what can break while clients send, and counts: what was acknowledged and what is stored are the same, and
 * nothing is stored twice. {@code -Dfaults.outage=30} makes outages as long as in docs/delivery.md, whose table this
 * writes to target/faults.md.
 */
class FaultIT {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("faults.outage", 4));
    private static final int SENDERS = 8;
    private static final Path TABLE = Path.of("target", "faults.md");

    @TempDir
    private static Path folder;

    private static StoppableServer server;
    private static int schemas;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<IngestPipeline> pipelines = new ArrayList<>();
    private String schema;
    private Path spool;
    private long startedNanos;

    @BeforeAll
    static void startServer() throws IOException {
        server = new StoppableServer(folder.resolve("postgres"));
        Files.deleteIfExists(TABLE);
        row("fault", "seconds", "acknowledged", "stored", "stored twice", "refused requests", "went to disk");
        row("---", "---:", "---:", "---:", "---:", "---:", "---:");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void migrate() throws IOException {
        if (!server.isRunning()) {
            server.start();
        }
        schema = "faults_" + ++schemas;
        spool = folder.resolve(schema);
        startedNanos = System.nanoTime();
        HikariDataSource pool = StoppableServer.pool(server.url());
        open.add(pool);
        new SchemaMigrator(pool, new AnalyticsTables(schema)).run(SchemaMode.MIGRATE);
    }

    @AfterEach
    void close() throws Exception {
        pipelines.forEach(IngestPipeline::stop);
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void databaseStopped() throws Exception {
        IngestPipeline ingest = pipeline(server.url());
        Senders senders = Senders.to(ingest).start(SENDERS);
        until(() -> senders.acknowledged().size() > 500);
        server.stop();
        int before = senders.acknowledged().size();
        pass(OUTAGE);
        int during = senders.acknowledged().size() - before;
        assertThat(ingest.stats().spooling()).isTrue();
        server.start();
        settle(senders, ingest);

        assertThat(during).isPositive();
        assertThat(senders.refused()).isZero();
        assertSame("database stopped for " + OUTAGE.toSeconds() + " s", senders);
    }

    @Test
    void databaseKilled() throws Exception {
        IngestPipeline ingest = pipeline(server.url());
        Senders senders = Senders.to(ingest).start(SENDERS);
        until(() -> senders.acknowledged().size() > 500);
        server.kill();
        server.start();
        int before = senders.acknowledged().size();
        until(() -> senders.acknowledged().size() > before + 500);
        settle(senders, ingest);

        assertSame("`kill -9` of PostgreSQL", senders);
    }

    @Test
    void applicationKilled() throws Exception {
        SendingProcess first = SendingProcess.start(server.url(), schema, spool);
        until(() -> first.acknowledged().size() > 500);
        server.stop();
        int before = first.acknowledged().size();
        until(() -> first.acknowledged().size() > before + 500);
        first.kill();
        server.start();
        SendingProcess second = SendingProcess.start(server.url(), schema, spool);
        until(() -> second.acknowledged().size() > 500);
        second.kill();
        // Takes over what both left behind.
        IngestPipeline ingest = pipeline(server.url());
        until(() -> ingest.stats().spool().events() == 0 && !ingest.stats().spooling());

        Set<UUID> acknowledged = new HashSet<>(first.acknowledged());
        acknowledged.addAll(second.acknowledged());
        List<UUID> stored = stored();
        assertThat(stored).doesNotHaveDuplicates().containsAll(acknowledged);
        // What was stored but not answered before the kill: a request of each sender at most.
        assertThat(stored.size() - acknowledged.size()).isBetween(0, 2 * 6 * 10);
        row(
                "`kill -9` of the application, twice, database away at the first",
                seconds(),
                number(acknowledged.size()),
                number(stored.size()) + " (with " + (stored.size() - acknowledged.size()) + " not yet answered)",
                "0",
                "–",
                number(ingest.stats().replayed()));
    }

    @Test
    void connectionsCutMidBatch() throws Exception {
        CuttableProxy proxy = new CuttableProxy(server.port());
        open.add(proxy);
        IngestPipeline ingest = pipeline(StoppableServer.url(proxy.port()));
        Senders senders = Senders.to(ingest).start(SENDERS);
        until(() -> senders.acknowledged().size() > 500);
        proxy.cut(true);
        until(() -> proxy.cuts() >= 20);
        proxy.cut(false);
        settle(senders, ingest);

        assertThat(ingest.stats().writeFailures()).isPositive();
        assertSame("connections cut mid-batch, " + proxy.cuts() + " times", senders);
    }

    @Test
    void spoolFull() throws Exception {
        IngestPipeline ingest = pipeline(server.url(), settings(spool, 96 * 1024), Clock.systemUTC());
        Senders senders = Senders.to(ingest).start(SENDERS);
        until(() -> senders.acknowledged().size() > 500);
        server.stop();
        until(() -> senders.refused() > SENDERS);
        assertThat(ingest.stats().refusing()).isTrue();
        assertThat(ingest.stats().spool().bytes()).isLessThanOrEqualTo(96 * 1024);
        assertThat(ingest.stats().queued()).isLessThanOrEqualTo(1_000);
        server.start();
        settle(senders, ingest);

        assertSame("spool full (96 KB), database stopped", senders);
    }

    @Test
    void diskOfTheSpoolFull() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk-" + schema));
        assumeThat(mounted("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk.toString()))
                .as("a file system can be mounted")
                .isTrue();
        open.add(() -> mounted("umount", disk.toString()));
        IngestPipeline ingest = pipeline(server.url(), settings(disk.resolve("spool"), 1L << 30), Clock.systemUTC());
        Senders senders = Senders.to(ingest).start(SENDERS);
        until(() -> senders.acknowledged().size() > 500);
        server.stop();
        until(() -> senders.refused() > SENDERS);
        server.start();
        settle(senders, ingest);
        ingest.stop();

        assertSame("disk of the spool full (128 KB), database stopped", senders);
    }

    @Test
    void clockJumpsBack() throws Exception {
        JumpingClock clock = new JumpingClock();
        IngestPipeline ingest = pipeline(server.url(), settings(spool, 1L << 30), clock);
        Senders senders = new Senders(request -> ingest, 2, false, id -> {}).start(SENDERS);
        until(() -> senders.acknowledged().size() > 500);
        clock.jump(Duration.ofHours(-1));
        server.stop();
        int before = senders.acknowledged().size();
        until(() -> senders.acknowledged().size() > before + 500);
        clock.jump(Duration.ofHours(-3));
        assertThat(ingest.stats().oldestLag()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
        server.start();
        settle(senders, ingest);

        assertSame("clock jumps back 1 h and 3 h, database stopped, each request twice and without a time", senders);
    }

    @Test
    void clientsSendEverythingThreeTimes() throws Exception {
        IngestPipeline ingest = pipeline(server.url());
        Senders senders = new Senders(request -> ingest, 3, true, id -> {}).start(SENDERS);
        until(() -> senders.acknowledged().size() > 500);
        server.stop();
        int before = senders.acknowledged().size();
        until(() -> senders.acknowledged().size() > before + 500);
        server.start();
        settle(senders, ingest);

        assertThat(ingest.stats().duplicates()).isPositive();
        assertSame("every request three times, database stopped", senders);
    }

    @Test
    void twoInstancesShareDatabaseAndSpoolDirectory() throws Exception {
        List<IngestPipeline> both = List.of(pipeline(server.url()), pipeline(server.url()));
        Senders senders = new Senders(request -> both.get(request % 2), 2, true, id -> {}).start(SENDERS);
        until(() -> senders.acknowledged().size() > 500);
        server.stop();
        int before = senders.acknowledged().size();
        until(() -> senders.acknowledged().size() > before + 500);
        // Leaves behind what the other then takes over at its next start.
        both.get(0).stop();
        both.get(0).start();
        server.start();
        settle(senders, both.toArray(IngestPipeline[]::new));

        assertSame("two instances, each request to both, database stopped, one instance stopped and started", senders);
    }

    private IngestPipeline pipeline(String url) {
        return pipeline(url, settings(spool, 1L << 30), Clock.systemUTC());
    }

    private IngestPipeline pipeline(String url, IngestSettings settings, Clock clock) {
        HikariDataSource pool = StoppableServer.pool(url);
        open.add(pool);
        IngestPipeline pipeline = new IngestPipeline(
                new AnalyticsDatabase(pool, new AnalyticsTables(schema)), settings, IngestExtensions.NONE, clock);
        pipeline.start();
        pipelines.add(pipeline);
        return pipeline;
    }

    static IngestSettings settings(Path spool, long maxBytes) {
        return new IngestSettings() {
            @Override
            public int queueCapacity() {
                return 1_000;
            }

            @Override
            public Duration commitTimeout() {
                return Duration.ofSeconds(5);
            }

            @Override
            public SpoolSettings spool() {
                return new SpoolSettings() {
                    @Override
                    public Path directory() {
                        return spool;
                    }

                    @Override
                    public long maxBytes() {
                        return maxBytes;
                    }

                    @Override
                    public Duration after() {
                        return Duration.ofSeconds(1);
                    }
                };
            }
        };
    }

    private static void settle(Senders senders, IngestPipeline... instances) throws InterruptedException {
        senders.end();
        for (IngestPipeline ingest : instances) {
            until(() -> !ingest.stats().spooling() && ingest.stats().queued() == 0);
        }
    }

    private void assertSame(String fault, Senders senders) throws IOException {
        pipelines.forEach(IngestPipeline::stop);
        List<UUID> stored = stored();
        assertThat(senders.acknowledged()).isEqualTo(senders.sent());
        assertThat(stored).doesNotHaveDuplicates();
        assertThat(new HashSet<>(stored)).isEqualTo(senders.acknowledged());
        long lost = pipelines.stream()
                .flatMap(ingest -> ingest.stats().dropped().entrySet().stream())
                .filter(drop -> !drop.getKey().equals("caller gave up")
                        && !drop.getKey().equals("queue full")
                        && !drop.getKey().equals("stopped"))
                .count();
        assertThat(lost).isZero();
        row(
                fault,
                seconds(),
                number(senders.acknowledged().size()),
                number(stored.size()),
                number(stored.size() - new HashSet<>(stored).size()),
                number(senders.refused()),
                number(pipelines.stream()
                        .mapToLong(ingest -> ingest.stats().spooled())
                        .sum()));
    }

    private List<UUID> stored() {
        HikariDataSource pool = StoppableServer.pool(server.url());
        open.add(pool);
        return new AnalyticsDatabase(pool, new AnalyticsTables(schema))
                .sql("select (properties ->> 'id')::uuid from {schema}.event")
                .query(UUID.class)
                .list();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not come to pass within 90 s");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void pass(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        until(() -> System.nanoTime() > end);
    }

    private static boolean mounted(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.0f", (System.nanoTime() - startedNanos) / 1e9);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static void row(String... cells) throws IOException {
        Files.createDirectories(TABLE.getParent());
        Files.writeString(
                TABLE,
                "| " + String.join(" | ", cells) + " |\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static final class JumpingClock extends Clock {

        private volatile Duration offset = Duration.ZERO;

        void jump(Duration by) {
            offset = offset.plus(by);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(offset);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
