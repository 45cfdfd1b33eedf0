/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Questions of {@link ReportComparison} that ClickHouse answers several times as fast when they are asked in its own
 * manner: by one aggregate per person, without windows and joins.
 */
final class ClickHouseQuestions {

    /** {@link ReportQuestions#RETENTION}, by the weeks of each person. */
    static final String RETENTION = """
            select count() from (
              select arrayMin(weeks) as start, arrayJoin(weeks) as week
              from (select groupUniqArray(toMonday({at})) as weeks from classic_event group by user_id)
            )
            where start >= '2026-01-05' and start < '2026-03-02' and week < start + interval 56 day
            group by start, week
            order by start, week
            """;

    /** {@link ReportQuestions#ACTIVE}, by one bit for each day of a person. */
    static final String ACTIVE = """
            select countIf(bitAnd(days, bitShiftLeft(toUInt64(1), day)) > 0),
                   countIf(bitAnd(days, bitShiftLeft(toUInt64(pow(2, 7) - 1), day - 6)) > 0),
                   countIf(bitAnd(days, bitShiftLeft(toUInt64(pow(2, 30) - 1), day - 29)) > 0)
            from (
              select groupBitOr(bitShiftLeft(toUInt64(1), dateDiff('day', timestamp '2026-02-05 00:00:00', {at}))) as days
              from classic_event
              where {at} >= timestamp '2026-02-05 00:00:00' and {at} < timestamp '2026-04-05 00:00:00'
              group by user_id
            ) person
            array join range(29, 59) as day
            group by day
            order by day
            """;

    private ClickHouseQuestions() {}

    /** {@link ClassicSchema#bestAttempts}, by the function for it. */
    static String bestAttempts(String... steps) {
        String conditions = Stream.of(steps).map("event_name = '%s'"::formatted).collect(Collectors.joining(", "));
        String counts = IntStream.rangeClosed(1, steps.length)
                .mapToObj("countIf(level >= %d)"::formatted)
                .collect(Collectors.joining(", "));
        return """
                select %s from (
                  select windowFunnel(%d)(toUInt64(toUnixTimestamp64Milli({at})), %s) as level
                  from classic_event where event_name in ('%s')
                  group by user_id)
                """.formatted(counts, Duration.ofHours(72).toMillis(), conditions, String.join("', '", steps));
    }
}
