/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The weekly partitions of the event table. A partition is made apart and then attached, which, unlike creating it in
 * place, neither waits for running reports nor holds up writers.
 */
public final class EventPartitions {

    private static final long LOCK = 0x5741594D41524B03L;

    private static final String LIST = """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = to_regclass('{schema}.event') and c.relname ~ '^event_[0-9]{8}$'
            order by c.relname
            """;

    private final AnalyticsDatabase database;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    /**
     * Makes and lists partitions.
     *
     * @param database where they are
     */
    public EventPartitions(AnalyticsDatabase database) {
        this.database = database;
    }

    /** {@return the partitions there are, in order of time} */
    public List<EventPartition> list() {
        return database.sql(LIST).query(String.class).list().stream()
                .map(EventPartition::ofTable)
                .toList();
    }

    void ensure(List<Instant> instants) {
        Set<LocalDate> missing = new TreeSet<>();
        for (Instant instant : instants) {
            LocalDate week = weekOf(instant);
            if (!known.contains(week)) {
                missing.add(week);
            }
        }
        missing.forEach(this::create);
    }

    void forget() {
        known.clear();
    }

    private void create(LocalDate week) {
        String partition = new EventPartition(week).table();
        database.transaction().executeWithoutResult(status -> {
            database.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query()
                    .listOfRows();
            boolean exists = Boolean.TRUE.equals(database.sql("select to_regclass(:name) is not null")
                    .param("name", database.tables().qualify("{schema}." + partition))
                    .query(Boolean.class)
                    .single());
            if (!exists) {
                database.sql("create table {schema}." + partition + " (like {schema}.event including all)"
                                + " with (autovacuum_vacuum_insert_scale_factor = 0.02)")
                        .update();
                database.sql("alter table {schema}.event attach partition {schema}." + partition + " for values from ('"
                                + week + " 00:00:00+00') to ('" + week.plusWeeks(1) + " 00:00:00+00')")
                        .update();
            }
        });
        known.add(week);
    }

    static LocalDate weekOf(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
