/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.nio.ByteBuffer;

/**
 * Reads who saw which variant when. A million rows come as a few long strings of bytes, one for each bucket of people: 16
 * bytes an exposure, in the order person, place of the variant, number of the phase, microseconds since 2000.
 */
final class ExposureReader {

    private static final String EXPOSURES = """
            select string_agg(int4send(x.person_id) || int2send(array_position(:variants::text[], x.variant)::smallint)
                              || int2send(x.phase) || timestamptz_send(x.first_exposed_at), ''::bytea)
            from {people}.experiment_exposure x
            where x.experiment_id = :experiment and x.variant = any(:variants::text[])
              and not x.person_id = any(array(
                select d.person_id from {schema}.experiment_override o
                join {schema}.distinct_id d on d.app_id = :app and d.distinct_id = o.unit_id
                where o.experiment_id = :experiment))
            group by x.person_id >> 16
            """;
    private static final long MILLIS_OF_2000 = 946_684_800_000L;

    private final AnalyticsDatabase database;

    ExposureReader(AnalyticsDatabase database) {
        this.database = database;
    }

    ExposedPeople read(Experiment experiment, Frame frame) {
        ExposedPeople people =
                new ExposedPeople(frame, experiment.definition().measures().keepFirstVariant());
        database.sql(EXPOSURES)
                .param("experiment", experiment.id())
                .param("app", experiment.app().value())
                .param(
                        "variants",
                        experiment.definition().variants().stream()
                                .map(Variant::key)
                                .toArray(String[]::new))
                .query(row -> {
                    ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(1));
                    while (bytes.hasRemaining()) {
                        int person = bytes.getInt();
                        int variant = bytes.getShort() - 1;
                        int phase = bytes.getShort();
                        people.add(person, variant, phase, MILLIS_OF_2000 + Math.floorDiv(bytes.getLong(), 1_000L));
                    }
                });
        return people;
    }
}
