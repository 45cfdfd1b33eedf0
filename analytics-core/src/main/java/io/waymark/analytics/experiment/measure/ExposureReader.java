/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * Reads who saw which variant when. A million rows come as a few long strings of bytes, for each bucket of people, variant and
 * phase: 12 bytes an exposure, the person and microseconds since 2000.
 */
final class ExposureReader {

    private static final String EXPOSURES = """
            select x.person_id >> 16 as bucket, x.variant, x.phase,
                   string_agg(int4send(x.person_id) || timestamptz_send(x.first_exposed_at), ''::bytea)
            from {people}.experiment_exposure x
            where x.experiment_id = :experiment
              and not x.person_id = any(array(
                select d.person_id from {schema}.experiment_override o
                join {schema}.distinct_id d on d.app_id = :app and d.distinct_id = o.unit_id
                where o.experiment_id = :experiment))
            group by 1, x.variant, x.phase
            order by 1
            """;
    private static final long MILLIS_OF_2000 = 946_684_800_000L;

    private final AnalyticsDatabase database;

    ExposureReader(AnalyticsDatabase database) {
        this.database = database;
    }

    /** To be called within a report, which pays for the memory. */
    ExposedPeople read(Experiment experiment, Frame frame) {
        ExposedPeople people = new ExposedPeople(
                frame,
                experiment.definition().measures().keepFirstVariant(),
                Objects.requireNonNull(database.currentReport())::take);
        List<String> variants =
                experiment.definition().variants().stream().map(Variant::key).toList();
        database.sqlOfBytes(EXPOSURES)
                .param("experiment", experiment.id())
                .param("app", experiment.app().value())
                .query(row -> {
                    int variant = variants.indexOf(row.getString(2));
                    int phase = row.getInt(3);
                    ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(4));
                    while (variant >= 0 && bytes.hasRemaining()) {
                        int person = bytes.getInt();
                        people.add(person, variant, phase, MILLIS_OF_2000 + Math.floorDiv(bytes.getLong(), 1_000L));
                    }
                });
        return people;
    }
}
