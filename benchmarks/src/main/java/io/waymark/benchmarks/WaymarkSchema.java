/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelEntry;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.WindowFrom;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.schema.SchemaMigrator;
import io.waymark.analytics.schema.SchemaMode;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AnalyticsTables;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The product's own tables, filled through its event store, and its funnel report. */
public final class WaymarkSchema {

    private static final int BATCH = 5_000;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final FunnelReports funnels;

    /**
     * Makes the tables.
     *
     * @param dataSource where
     */
    public WaymarkSchema(DataSource dataSource) {
        AnalyticsTables tables = new AnalyticsTables(AnalyticsTables.DEFAULT_SCHEMA);
        new SchemaMigrator(dataSource, tables).run(SchemaMode.MIGRATE);
        this.database = new AnalyticsDatabase(dataSource, tables);
        this.eventNames = new EventNames(database);
        Clock clock = Clock.systemUTC();
        this.funnels = new FunnelReports(database, eventNames, new Segments(database, eventNames, clock), clock);
    }

    /** {@return the way to the tables} */
    public AnalyticsDatabase database() {
        return database;
    }

    void load(Workload workload) {
        EventStore store = new EventStore(database);
        PersonIds people = new PersonIds(database);
        List<Workload.Fact> batch = new ArrayList<>(BATCH);
        workload.forEach(fact -> {
            batch.add(fact);
            if (batch.size() == BATCH) {
                append(store, people, batch);
                batch.clear();
            }
        });
        append(store, people, batch);
        database.sql("vacuum analyze {schema}.event").update();
    }

    private void append(EventStore store, PersonIds people, List<Workload.Fact> facts) {
        Map<String, Integer> names = eventNames.resolve(
                AppId.DEFAULT, facts.stream().map(Workload.Fact::name).collect(Collectors.toSet()));
        store.prepare(facts.stream().map(Workload.Fact::occurredAt).toList());
        database.transaction().executeWithoutResult(status -> {
            Map<String, KnownDistinctId> persons = people.resolve(
                    AppId.DEFAULT, facts.stream().map(Workload.Fact::distinctId).collect(Collectors.toSet()));
            store.append(facts.stream()
                    .map(fact -> new EventRow(
                            names.getOrDefault(fact.name(), 0),
                            Objects.requireNonNull(persons.get(fact.distinctId())),
                            fact.occurredAt(),
                            fact.occurredAt(),
                            fact.id().hashCode(),
                            null,
                            fact.properties(),
                            true))
                    .toList());
        });
    }

    long[] firstEntryFunnel(String... steps) {
        return counts(FunnelDefinition.of(steps)
                .entry(FunnelEntry.FIRST_ENTRY)
                .windowFrom(WindowFrom.PREVIOUS_STEP)
                .build());
    }

    long[] bestAttemptFunnel(String... steps) {
        return counts(FunnelDefinition.of(steps).build());
    }

    private long[] counts(FunnelDefinition definition) {
        FunnelReport report =
                funnels.report(new FunnelQuery(AppId.DEFAULT, definition, Period.allTime(), ZoneOffset.UTC));
        return report.steps().stream().mapToLong(FunnelReport.Step::users).toArray();
    }
}
