/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.measure.Exposures.Group;
import io.waymark.analytics.experiment.measure.KnownExposures.AsOf;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads who saw which variant when: all of them the first time, later what is new since. A million rows come as a few long
 * strings of bytes, for each variant and phase two: the people, and the times in the same order. Safe for use by many threads.
 */
final class ExposureReader {

    /** What processes would have to copy to each other is longer than what they would save. */
    private static final String BY_ONE_PROCESS = "set local max_parallel_workers_per_gather = 0";

    /** A standby does not know all transactions that are under way. */
    private static final String MOMENT = """
            select pg_current_snapshot()::text, pg_postmaster_start_time()::text, pg_is_in_recovery()
            """;

    private static final String EXPOSURES = """
            select x.variant, x.phase,
                   string_agg(int4send(x.person_id), ''::bytea), string_agg(timestamptz_send(x.first_exposed_at), ''::bytea)
            from {people}.experiment_exposure x
            where x.experiment_id = :experiment and {rows}
            group by x.variant, x.phase
            """;
    private static final String ALL = "true";
    private static final String WRITTEN_SINCE = """
            written_in >= pg_snapshot_xmin(:snapshot::pg_snapshot)
            and written_in < pg_snapshot_xmax(pg_current_snapshot())
            and not pg_visible_in_snapshot(written_in, :snapshot::pg_snapshot)
            """;
    private static final String MERGED_SINCE =
            "select person_id, into_person_id from {schema}.merged_person where app_id = :app and " + WRITTEN_SINCE;

    private static final String OVERRIDDEN = """
            select d.person_id from {schema}.experiment_override o
            join {schema}.distinct_id d on d.app_id = :app and d.distinct_id = o.unit_id
            where o.experiment_id = :experiment
            """;

    private final AnalyticsDatabase database;
    private final KnownExposures known = new KnownExposures();

    ExposureReader(AnalyticsDatabase database) {
        this.database = database;
    }

    private record Moment(String snapshot, String server, boolean standby) {

        static Moment of(ResultSet row, int number) throws SQLException {
            return new Moment(row.getString(1), row.getString(2), row.getBoolean(3));
        }
    }

    /** To be called within a report, which pays for the memory, and whose statements are run by one process from then on. */
    ExposedPeople read(Experiment experiment, Frame frame) {
        database.sql(BY_ONE_PROCESS).update();
        Moment now = database.sql(MOMENT).query(Moment::of).single();
        AsOf before = known.find(experiment.id(), now.server());
        List<Group> groups = new ArrayList<>();
        Map<Integer, Integer> merged = Map.of();
        LongConsumer memory = Objects.requireNonNull(database.currentReport())::take;
        if (before == null) {
            Exposures all = exposures(experiment, null);
            memory.accept(all.bytes());
            if (!now.standby()) {
                known.put(experiment.id(), new AsOf(now.server(), now.snapshot(), all));
            }
            groups.addAll(all.groups());
        } else {
            Exposures news = exposures(experiment, before.snapshot());
            memory.accept(news.bytes());
            merged = mergedSince(experiment, before.snapshot());
            known.noteNews(experiment.id(), before, news.size() + merged.size());
            groups.addAll(before.exposures().groups());
            groups.addAll(news.groups());
        }
        return people(experiment, frame, groups, new WhoIsWho(merged, overridden(experiment)), memory);
    }

    private ExposedPeople people(
            Experiment experiment, Frame frame, List<Group> groups, WhoIsWho people, LongConsumer memory) {
        ExposedPeople exposed =
                new ExposedPeople(frame, experiment.definition().measures().keepFirstVariant(), memory);
        List<String> variants =
                experiment.definition().variants().stream().map(Variant::key).toList();
        int[] variantOf = groups.stream()
                .mapToInt(group -> variants.indexOf(group.variant()))
                .toArray();
        int[] phaseOf =
                groups.stream().mapToInt(group -> frame.phase(group.phase())).toArray();
        long bytes = groups.stream()
                .mapToLong(group -> (long) Long.BYTES * group.size())
                .sum();
        memory.accept(bytes);
        for (long place : ExposuresByBucket.of(groups, people)) {
            int number = (int) (place >>> 32);
            if (variantOf[number] >= 0) {
                Group group = groups.get(number);
                int row = (int) place;
                exposed.add(people.now(group.person(row)), variantOf[number], phaseOf[number], group.millis(row));
            }
        }
        memory.accept(-bytes);
        return exposed;
    }

    private Exposures exposures(Experiment experiment, @Nullable String since) {
        List<Group> groups = new ArrayList<>();
        database.sqlOfBytes(EXPOSURES.replace("{rows}", since == null ? ALL : WRITTEN_SINCE))
                .param("experiment", experiment.id())
                .param("snapshot", since)
                .query(row -> {
                    groups.add(new Group(
                            row.getString(1),
                            row.getInt(2),
                            ByteBuffer.wrap(row.getBytes(3)).asIntBuffer(),
                            ByteBuffer.wrap(row.getBytes(4)).asLongBuffer()));
                });
        return new Exposures(groups);
    }

    private Map<Integer, Integer> mergedSince(Experiment experiment, String snapshot) {
        Map<Integer, Integer> merged = new HashMap<>();
        database.sql(MERGED_SINCE)
                .param("app", experiment.app().value())
                .param("snapshot", snapshot)
                .query(row -> {
                    merged.put(row.getInt(1), row.getInt(2));
                });
        return merged;
    }

    private Set<Integer> overridden(Experiment experiment) {
        return new HashSet<>(database.sql(OVERRIDDEN)
                .param("app", experiment.app().value())
                .param("experiment", experiment.id())
                .query(Integer.class)
                .list());
    }
}
