/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.imports.format.AccessLogFormat;
import io.waymark.analytics.imports.format.AccessLogOptions;
import io.waymark.analytics.imports.format.CsvFormat;
import io.waymark.analytics.imports.format.NdjsonFormat;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestStats;
import io.waymark.analytics.track.IngestUnavailableException;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.analytics.track.write.WithoutSpool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportsIT {

    private static final String HEADER = "seq,user_id,event_name,occurred_at,session_id,properties\n";

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final IngestPipeline ingest = new IngestPipeline(
            database,
            new WithoutSpool() {},
            IngestExtensions.NONE.beforeHooks(
                    event -> event.name().equals("unwanted") ? Decision.drop("not wanted") : Decision.keep(event)),
            Clock.systemUTC());
    private final Imports imports = new Imports(database, ingest, Clock.systemUTC());

    @BeforeEach
    void start() {
        ingest.start();
    }

    @AfterEach
    void stop() {
        ingest.stop();
    }

    @Test
    void importsCsvAndSaysWhatIsWrongWithWhichLine() {
        String csv = HEADER
                + "1,ada,order_placed,2024-05-01T10:00:00.250Z,s1,\"{\"\"total\"\":12.5}\"\n"
                + "2,ada,order_placed,yesterday,,\n"
                + "3,ada\n"
                + "4,,order_placed,2024-05-01T10:00:01Z,,\n"
                + "5,ada,order_placed,2024-05-01T10:00:01Z,,[1]\n"
                + "6,ada,unwanted,2024-05-01T10:00:01Z,,\n"
                + "7,null,order_placed,2024-05-01T10:00:01Z,,\n"
                + "8,ada,order_placed,1969-05-01T10:00:01Z,,\n"
                + "9,ada,order_placed,2999-05-01T10:00:01Z,,\n"
                + "\n"
                + "10,grace,order_placed,2024-05-01T12:00:01+02:00,,{}";

        ImportRun run = run("orders.csv", csv, new CsvFormat());

        assertThat(run.state()).isEqualTo(ImportState.FINISHED);
        assertThat(run.lines()).isEqualTo(12);
        assertThat(run.recorded()).isEqualTo(2);
        assertThat(run.dropped()).isEqualTo(Map.of("not wanted", 1L, "blank line", 1L));
        assertThat(run.rejected()).isEqualTo(7);
        assertThat(run.errors()).extracting(ImportError::line).containsExactly(3L, 4L, 5L, 6L, 8L, 9L, 10L);
        assertThat(run.errors().get(0).reason()).startsWith("timestamp must be an instant");
        assertThat(run.errors().get(1).reason()).isEqualTo("has 2 values, but the header has 6 columns");
        assertThat(database.sql("""
                        select string_agg(d.distinct_id || ' ' || e.occurred_at || ' ' || e.properties, ', ' order by e.seq)
                        from {schema}.event e
                        join {schema}.distinct_id d on d.person_id = e.person_id
                        """).query(String.class).single())
                .contains("\"total\": 12.5")
                .contains("grace");
        assertThat(imports.runs().find(AppId.DEFAULT, run.id())).contains(run);
        assertThat(imports.runs().latest(AppId.DEFAULT, 5)).containsExactly(run);
        assertThat(imports.runs().find(new AppId(2), run.id())).isEmpty();
    }

    @Test
    void importsOtherColumnsAsProperties() {
        ImportRun run = run(
                "other.csv",
                "timestamp;event;distinct_id;plan;event_id\n1714557600000;signed_up;ada;pro;e1\n"
                        + "1714557600000;signed_up;ada;pro;e1\n",
                new CsvFormat());

        assertThat(run.recorded()).isEqualTo(2);
        assertThat(database.sql(
                                "select properties ->> 'plan' from {schema}.event where occurred_at = '2024-05-01T10:00Z'")
                        .query(String.class)
                        .list())
                .containsExactly("pro");
    }

    @Test
    void saysWhatAHeaderLacks() {
        ImportRun run = run("lacks.csv", "user_id,event_name\nada,x\n", new CsvFormat());

        assertThat(run.state()).isEqualTo(ImportState.FAILED);
        assertThat(run.failure()).contains("has no column for the time: occurred_at or timestamp");
    }

    @Test
    void importsNdjsonAndCountsAFileOnceHoweverOftenItIsImported() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_200; i++) {
            text.append("{\"eventName\":\"step\",\"userId\":\"p").append(i % 7);
            text.append("\",\"timestamp\":\"2024-05-01T10:00:00Z\",\"properties\":{\"n\":1}}\n");
        }
        text.append("{\"eventName\":\"step\",\"userId\":\"ada\"}\n{\"eventName\":\n[]\n");

        ImportRun first = run("steps.ndjson", gzip(text.toString()), new NdjsonFormat());
        ImportRun second = run("steps.ndjson", gzip(text.toString()), new NdjsonFormat());

        assertThat(first.recorded()).isEqualTo(1_200);
        assertThat(first.errors()).extracting(ImportError::line).containsExactly(1_201L, 1_202L, 1_203L);
        assertThat(first.errors().get(0).reason()).isEqualTo("timestamp is missing");
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.recorded()).isEqualTo(1_200);
        assertThat(count()).isEqualTo(1_200);
    }

    @Test
    void goesOnWhereItStopped() {
        String text = lines(2_600);
        List<Long> seen = new ArrayList<>();

        ImportRun failed =
                imports.run(AppId.DEFAULT, breaking("steps", text), new NdjsonFormat(), run -> seen.add(run.lines()));
        assertThat(failed.state()).isEqualTo(ImportState.FAILED);
        assertThat(failed.failure()).contains("the disk is gone");
        assertThat(failed.lines()).isPositive().isLessThan(2_600);
        assertThat(count()).isEqualTo(failed.recorded());

        Imports elsewhere = new Imports(database, ingest, Clock.systemUTC());
        ImportRun rest = elsewhere.run(
                AppId.DEFAULT, new ImportSource("steps", () -> bytes(text)), new NdjsonFormat(), ImportListener.NONE);

        assertThat(rest.id()).isEqualTo(failed.id());
        assertThat(rest.state()).isEqualTo(ImportState.FINISHED);
        assertThat(rest.recorded()).isEqualTo(2_600);
        assertThat(rest.failure()).isNull();
        assertThat(count()).isEqualTo(2_600);
        assertThat(seen).isSorted().contains(failed.lines());
    }

    @Test
    void waitsWhileEventsCannotBeStored() {
        AtomicInteger refusals = new AtomicInteger(2);
        Imports patient = new Imports(database, refusing(refusals), Clock.systemUTC());

        ImportRun run = patient.run(AppId.DEFAULT, source("steps", lines(10)), new NdjsonFormat(), ImportListener.NONE);

        assertThat(run.recorded()).isEqualTo(10);
        assertThat(refusals).hasNegativeValue();
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        ImportRun run = imports.run(
                AppId.DEFAULT,
                source("steps", lines(2_000)),
                new NdjsonFormat(),
                progress -> Thread.currentThread().interrupt());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.state()).isEqualTo(ImportState.INTERRUPTED);
        assertThat(run.lines()).isEqualTo(500);
        assertThat(imports.runs().find(AppId.DEFAULT, run.id())).contains(run);
    }

    @Test
    void importsASourceOnceAtATime() {
        ImportSource source = source("steps", lines(700));

        imports.run(AppId.DEFAULT, source, new NdjsonFormat(), progress -> {
            if (progress.state() == ImportState.RUNNING) {
                assertThatThrownBy(() -> imports.run(AppId.DEFAULT, source, new NdjsonFormat(), ImportListener.NONE))
                        .isInstanceOf(ImportInProgressException.class);
            }
        });

        assertThat(count()).isEqualTo(700);
    }

    @Test
    void keepsTheFirstErrorsAndCountsAll() {
        ImportRun run = run("broken", "broken\n".repeat(250), new NdjsonFormat());

        assertThat(run.rejected()).isEqualTo(250);
        assertThat(run.errors()).hasSize(ImportRun.MAX_ERRORS);
    }

    @Test
    void importsThePageViewsOfAnAccessLog() {
        String browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36";
        String log = line("GET /a?x=1 HTTP/1.1", 200, "https://shop.example/b", browser)
                + line("GET /a.CSS HTTP/1.1", 200, "-", browser)
                + line("POST /a HTTP/1.1", 200, "-", browser)
                + line("GET /a HTTP/1.1", 404, "-", browser)
                + line("GET /robots.txt HTTP/1.1", 200, "-", browser)
                + line("GET /a HTTP/1.1", 200, "-", "Mozilla/5.0 (compatible; Googlebot/2.1)")
                + line("GET /a HTTP/1.1", 304, "-", browser)
                + "192.0.2.1 - - [17/May/2015:10:05:03 +0200] \"GET /a HTTP/1.1\" 200 5 \"-\" \"Mozil";

        ImportRun run = run(
                "access.log",
                log,
                new AccessLogFormat(AccessLogOptions.of(Bots.listed(), List.of("www.shop.example", "shop.example"))));

        assertThat(run.recorded()).isEqualTo(2);
        assertThat(run.dropped()).isEqualTo(Map.of("bot", 1L, AccessLogFormat.NO_PAGE_VIEW, 4L));
        assertThat(run.errors()).extracting(ImportError::line).containsExactly(8L);
        assertThat(database.sql("""
                        select count(*) from {schema}.event
                        where properties ->> '$pathname' = '/a' and occurred_at = '2015-05-17T08:05:03Z'
                          and properties ->> '$current_url' like 'https://www.shop.example/a%'
                        """).query(Long.class).single()).isEqualTo(2);
        assertThat(database.sql("select count(*) from {schema}.event where properties ->> '$source' = 'internal'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private static String line(String request, int status, String referrer, String agent) {
        return "192.0.2.1 - - [17/May/2015:10:05:03 +0200] \"" + request + "\" " + status + " 5 \"" + referrer + "\" \""
                + agent + "\"\n";
    }

    private static String lines(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("{\"eventName\":\"step\",\"userId\":\"ada\",\"timestamp\":\"2024-05-01T10:00:00Z\"}\n");
        }
        return text.toString();
    }

    /** The fingerprint is taken of a source that is whole: it may be opened more than once before its lines are read. */
    private static ImportSource breaking(String name, String text) {
        AtomicInteger opened = new AtomicInteger();
        return new ImportSource(
                name, () -> opened.incrementAndGet() <= 2 ? bytes(text) : new BreakingStream(text, text.length() / 2));
    }

    private ImportRun run(String name, String text, ImportFormat format) {
        return run(name, text.getBytes(StandardCharsets.UTF_8), format);
    }

    private ImportRun run(String name, byte[] bytes, ImportFormat format) {
        return imports.run(
                AppId.DEFAULT,
                new ImportSource(name, () -> new ByteArrayInputStream(bytes)),
                format,
                ImportListener.NONE);
    }

    private static ImportSource source(String name, String text) {
        return new ImportSource(name, () -> bytes(text));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private long count() {
        return database.sql("select count(*) from {schema}.event")
                .query(Long.class)
                .single();
    }

    private Ingest refusing(AtomicInteger refusals) {
        return new Ingest() {
            @Override
            public List<IngestOutcome> record(AppId app, List<Event> events) {
                if (refusals.getAndDecrement() > 0) {
                    throw new IngestUnavailableException("Too many events are waiting to be written");
                }
                return ingest.record(app, events);
            }

            @Override
            public void enqueue(AppId app, Event event) {
                ingest.enqueue(app, event);
            }

            @Override
            public void countDropped(String reason) {
                ingest.countDropped(reason);
            }

            @Override
            public IngestStats stats() {
                return ingest.stats();
            }
        };
    }

    private static final class BreakingStream extends InputStream {

        private final InputStream whole;
        private int left;

        BreakingStream(String text, int left) {
            this.whole = bytes(text);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left-- <= 0) {
                throw new IOException("the disk is gone");
            }
            return whole.read();
        }
    }
}
