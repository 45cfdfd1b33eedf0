/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.assign.AssignmentRows.Row;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which ids may have got their variant by another id of the same person, so that the hash need not be right for
 * them: a Bloom filter over all such rows, which says so of everybody who has one, and of 1 in 100 others. Its rows are
 * read in the order of their time, again and again from a minute before the last one on, as transactions end in any order.
 */
final class InheritedAssignments {

    private static final Logger log = LoggerFactory.getLogger(InheritedAssignments.class);
    private static final Duration OVERLAP = Duration.ofMinutes(1);
    private static final int PAGE_SIZE = 10_000;
    private static final int MIN_CAPACITY = 100_000;

    private static final String COUNT = """
            select count(*) from {schema}.experiment_assignment where inherited_at is not null
            """;
    private static final String PAGE = """
            select e.app_id, a.experiment_id, a.unit_id, a.variant, a.phase, a.inherited_at
            from {schema}.experiment_assignment a
            join {schema}.experiment e on e.id = a.experiment_id
            where a.inherited_at >= :since
            order by a.inherited_at
            limit :limit
            """;

    private final AnalyticsDatabase database;
    private final Consumer<Row> found;
    private volatile BloomFilter<CharSequence> filter = filter(1);
    private long capacity;
    private long added;
    private Instant last = Instant.EPOCH;
    private boolean failing;

    /** Tells of each row, those of the last minute more than once. */
    InheritedAssignments(AnalyticsDatabase database, Consumer<Row> found) {
        this.database = database;
        this.found = found;
    }

    boolean mayHave(long experimentId, String unitId) {
        return filter.mightContain(key(experimentId, unitId));
    }

    /** Notes one that will be in the table soon. */
    void expect(long experimentId, String unitId) {
        filter.put(key(experimentId, unitId));
    }

    /** Reads what is new; never throws. */
    synchronized void refresh() {
        try {
            if (added >= capacity) {
                long rows = database.sql(COUNT).query(Long.class).single();
                capacity = Math.max(MIN_CAPACITY, 2 * rows);
                added = 0;
                last = Instant.EPOCH;
                BloomFilter<CharSequence> larger = filter(capacity);
                read(larger, Instant.EPOCH);
                filter = larger;
            } else {
                read(filter, last.equals(Instant.EPOCH) ? last : last.minus(OVERLAP));
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("Variants that people brought along from another id cannot be read", e);
            }
            failing = true;
        }
    }

    private void read(BloomFilter<CharSequence> into, Instant from) {
        Instant since = from;
        while (true) {
            List<Instant> times = database.sql(PAGE)
                    .param("since", since.atOffset(ZoneOffset.UTC))
                    .param("limit", PAGE_SIZE)
                    .query((row, number) -> {
                        Instant at = row.getObject(6, OffsetDateTime.class).toInstant();
                        Unit unit = new Unit(row.getLong(2), row.getString(3));
                        if (into.put(key(unit.experimentId(), unit.unitId()))) {
                            added++;
                        }
                        found.accept(
                                new Row(new AppId(row.getInt(1)), unit, new Kept(row.getString(4), row.getInt(5)), at));
                        return at;
                    })
                    .list();
            if (times.isEmpty()) {
                return;
            }
            Instant latest = times.get(times.size() - 1);
            last = latest.isAfter(last) ? latest : last;
            if (times.size() < PAGE_SIZE || latest.equals(since)) {
                return;
            }
            since = latest;
        }
    }

    private static BloomFilter<CharSequence> filter(long capacity) {
        return BloomFilter.create(Funnels.stringFunnel(StandardCharsets.UTF_8), capacity, 0.01);
    }

    private static String key(long experimentId, String unitId) {
        return experimentId + ":" + unitId;
    }
}
