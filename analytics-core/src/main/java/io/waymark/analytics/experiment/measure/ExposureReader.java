/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Reads who saw which variant when. A million rows come as a few long strings of bytes, for each variant and phase two: the
 * people, and microseconds since 2000 in the same order. They are put in order of buckets here, as the database would sort all
 * rows for it.
 */
final class ExposureReader {

    private static final String EXPOSURES = """
            select x.variant, x.phase,
                   string_agg(int4send(x.person_id), ''::bytea), string_agg(timestamptz_send(x.first_exposed_at), ''::bytea)
            from {people}.experiment_exposure x
            where x.experiment_id = :experiment
              and not x.person_id = any(array(
                select d.person_id from {schema}.experiment_override o
                join {schema}.distinct_id d on d.app_id = :app and d.distinct_id = o.unit_id
                where o.experiment_id = :experiment))
            group by x.variant, x.phase
            """;
    private static final long MILLIS_OF_2000 = 946_684_800_000L;
    private static final int BYTES = Integer.BYTES + Long.BYTES;
    private static final int BUCKETS = 1 << 15;

    private final AnalyticsDatabase database;

    ExposureReader(AnalyticsDatabase database) {
        this.database = database;
    }

    /** The exposures of a variant in a phase, by their places. */
    private record Part(int variant, int phase, IntBuffer people, LongBuffer times) {

        int size() {
            return people.capacity();
        }

        int person(int exposure) {
            return people.get(exposure);
        }

        long millis(int exposure) {
            return MILLIS_OF_2000 + Math.floorDiv(times.get(exposure), 1_000L);
        }
    }

    /** To be called within a report, which pays for the memory. */
    ExposedPeople read(Experiment experiment, Frame frame) {
        LongConsumer memory = Objects.requireNonNull(database.currentReport())::take;
        ExposedPeople people =
                new ExposedPeople(frame, experiment.definition().measures().keepFirstVariant(), memory);
        List<Part> parts = parts(experiment, frame);
        long bytes = parts.stream()
                .mapToLong(part -> part.size() * (BYTES + (long) Long.BYTES))
                .sum();
        memory.accept(bytes);
        for (long place : byBucket(parts)) {
            Part part = parts.get((int) (place >>> 32));
            int exposure = (int) place;
            people.add(part.person(exposure), part.variant(), part.phase(), part.millis(exposure));
        }
        memory.accept(-bytes);
        return people;
    }

    private List<Part> parts(Experiment experiment, Frame frame) {
        List<String> variants =
                experiment.definition().variants().stream().map(Variant::key).toList();
        List<Part> parts = new ArrayList<>();
        database.sqlOfBytes(EXPOSURES)
                .param("experiment", experiment.id())
                .param("app", experiment.app().value())
                .query(row -> {
                    int variant = variants.indexOf(row.getString(1));
                    if (variant >= 0) {
                        parts.add(new Part(
                                variant,
                                frame.phase(row.getInt(2)),
                                ByteBuffer.wrap(row.getBytes(3)).asIntBuffer(),
                                ByteBuffer.wrap(row.getBytes(4)).asLongBuffer()));
                    }
                });
        return parts;
    }

    /** All exposures by bucket: the number of the part, and below it the place within the part. */
    private static long[] byBucket(List<Part> parts) {
        int[] next = new int[BUCKETS + 1];
        for (Part part : parts) {
            for (int exposure = 0; exposure < part.size(); exposure++) {
                next[(part.person(exposure) >>> 16) + 1]++;
            }
        }
        for (int bucket = 1; bucket <= BUCKETS; bucket++) {
            next[bucket] += next[bucket - 1];
        }
        long[] places = new long[next[BUCKETS]];
        for (int number = 0; number < parts.size(); number++) {
            Part part = parts.get(number);
            for (int exposure = 0; exposure < part.size(); exposure++) {
                places[next[part.person(exposure) >>> 16]++] = (long) number << 32 | exposure;
            }
        }
        return places;
    }
}
