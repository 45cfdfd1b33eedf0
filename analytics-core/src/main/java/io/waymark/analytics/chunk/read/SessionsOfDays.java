/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import com.google.common.primitives.ImmutableLongArray;
import io.waymark.analytics.chunk.EventColumns.SessionsReader;
import io.waymark.analytics.chunk.SessionRule;
import io.waymark.analytics.chunk.pack.PersonSets;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.chunk.table.DayPeople;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Reads what the sessions of days come to, some days with one statement. */
final class SessionsOfDays {

    private static final int MOST_DAYS_AT_ONCE = 10;
    private static final int BYTES_AT_ONCE = 4 << 20;

    private static final String STORED = "select " + DayPeople.COLUMNS + """
            , person_set, sessions from {schema}.chunk_people
            where app_id = :app and day >= :day and day < :end and session_gap = :gap and page_view = :page_view
            """;

    private final ReportConnection connection;
    private final int app;
    private final Consumer<DayPeople> damaged;
    private final Map<LocalDate, Stored> read = new HashMap<>();
    private @Nullable SessionRule rule;
    private LocalDate from = LocalDate.EPOCH;
    private LocalDate end = LocalDate.EPOCH;
    private int daysAtOnce = 1;

    SessionsOfDays(ReportConnection connection, int app, Consumer<DayPeople> damaged) {
        this.connection = connection;
        this.app = app;
        this.damaged = damaged;
    }

    private record Stored(DayPeople people, byte[] set, byte[] sessions) {

        long bytes() {
            return (long) set.length + sessions.length;
        }
    }

    /** Takes least if days are asked for in order. */
    synchronized <T> Optional<T> find(
            LocalDate day, SessionRule asked, ImmutableLongArray chunks, SessionsReader<T> reader) {
        if (!asked.equals(rule) || day.isBefore(from) || !day.isBefore(end)) {
            read(day, asked);
        }
        return Optional.ofNullable(read.get(day))
                .filter(stored -> stored.people().isOf(chunks))
                .flatMap(stored -> parse(stored, reader));
    }

    private void read(LocalDate first, SessionRule asked) {
        read.clear();
        rule = asked;
        from = first;
        end = first.plusDays(daysAtOnce);
        connection.ask(() -> {
            connection
                    .sql(STORED)
                    .param("app", app)
                    .param("day", first)
                    .param("end", end)
                    .param("gap", asked.gapMillis())
                    .param("page_view", Objects.requireNonNullElse(asked.pageView(), 0))
                    .query(row -> {
                        DayPeople people = DayPeople.of(row, 0);
                        read.put(
                                people.day(), new Stored(people, row.getBytes("person_set"), row.getBytes("sessions")));
                    });
            return read;
        });
        long bytes = read.values().stream().mapToLong(Stored::bytes).sum();
        daysAtOnce = (int) Math.max(1, Math.min(MOST_DAYS_AT_ONCE, (long) BYTES_AT_ONCE * read.size() / (bytes + 1)));
    }

    private <T> Optional<T> parse(Stored stored, SessionsReader<T> reader) {
        try {
            RoaringBitmap people = PersonSets.read(stored.set());
            return reader.read(people, stored.sessions());
        } catch (UnreadableChunkException e) {
            damaged.accept(stored.people());
            return Optional.empty();
        }
    }
}
