/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.job.MovableClock;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.analytics.track.write.WithoutSpool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class NewEventsIT {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KEY = "it's a {schema}, a {time} and a \\";
    private static final List<Object> SHAPES =
            List.of("a\n\"b\\", new BigDecimal("1.50"), -0.0, true, List.of(1, "2"), Map.of("c", "d"), "\u001f");
    private static final ChunkSettings SETTINGS = new ChunkSettings() {
        @Override
        public Set<String> properties() {
            return Set.of(KEY, "shape", NeededProperties.KEYS, NeededProperties.SESSION);
        }
    };

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final MovableClock clock = new MovableClock(NOON.plusSeconds(3_600));

    @BeforeEach
    void events() {
        IngestPipeline ingest =
                new IngestPipeline(database, new WithoutSpool() {}, IngestExtensions.NONE, Clock.systemUTC());
        ingest.start();
        ingest.record(
                AppId.DEFAULT,
                IntStream.range(0, 100)
                        .mapToObj(i -> Event.builder("visit " + i % 3, "person " + i % 7)
                                .occurredAt(NOON.minusSeconds(10_000L * i).plusMillis(i))
                                .sessionId(i < 50 ? null : "session " + i % 5)
                                .property("shape", SHAPES.get(i % SHAPES.size()))
                                // Too large to be copied whole.
                                .property("padding", "x".repeat(i % 3 == 0 ? 2 * CopiedValues.WHOLE_BYTES : 1))
                                .property(NeededProperties.SESSION, "none")
                                .property(KEY, i % 2 == 0 ? "caf\u00e9 \ud83d\ude00 " + i % 11 : i)
                                .build())
                        .toList());
        ingest.stop();
        new ChunkRollup(database, SETTINGS, clock).rollUp();
    }

    @Test
    void whatIsCopiedOfSomeNamesBecomesWhatIsReadByACursor() {
        new EventNames(database).resolve(AppId.DEFAULT, Set.of("a name without columns"));

        assertThat(rebuilt(database))
                .isEqualTo(rebuilt(new AnalyticsDatabase(withoutCopy(database.hostDataSource()), database.tables())));
        assertThat(columns()).isPositive();
    }

    @Test
    void whatIsCopiedBecomesWhatIsReadByACursor() throws SQLException {
        try (Connection connection = database.hostDataSource().getConnection()) {
            assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
        }
        String copied = rebuilt(database);
        String read = rebuilt(new AnalyticsDatabase(withoutCopy(database.hostDataSource()), database.tables()));

        assertThat(copied).isEqualTo(read);
        assertThat(columns()).isPositive();
        assertThat(database.sql("select first_ms from {schema}.chunk_session where app_id = :app")
                        .param("app", AppId.DEFAULT.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(NOON.minusSeconds(990_000).plusMillis(99).toEpochMilli());
    }

    private String rebuilt(AnalyticsDatabase way) {
        assertThat(new ChunkRollup(way, SETTINGS, clock).rebuild()).isEqualTo(100);
        List<String> chunks = database.sql("""
                        select c.event_name_id || ' ' || c.day || ' ' || encode(c.data, 'hex') || ' '
                               || encode(c.person_set, 'hex') || ' ' || coalesce(
                                 (select string_agg(encode(k.data, 'hex'), ' ' order by k.property_id)
                                  from {schema}.chunk_column k where k.chunk_id = c.id), 'none')
                        from {schema}.chunk c order by c.event_name_id, c.day, c.bucket, c.data
                        """).query(String.class).list();
        assertThat(chunks).isNotEmpty().noneMatch(chunk -> chunk.endsWith(" none"));
        return String.join("\n", chunks);
    }

    private long columns() {
        return database.sql("select count(*) from {schema}.chunk_column k join {schema}.chunk_property p"
                        + " on p.id = k.property_id where p.key = :key")
                .param("key", KEY)
                .query(Long.class)
                .single();
    }

    /** As connections are that somebody has wrapped who does not give the driver's away. */
    private static DataSource withoutCopy(DataSource dataSource) {
        return new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        NewEventsIT.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("isWrapperFor")) {
                                return false;
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
            }
        };
    }
}
