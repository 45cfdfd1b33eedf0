/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Reads what was known of people when they first saw their variant: the property as the exposure event has it, else as the
 * latest event of the 24 hours before that has it. What comes after the exposure may be an effect of the variant, and is not
 * looked at.
 */
final class PropertyReader {

    private static final Duration BEFORE = Duration.ofDays(1);
    private static final int NEVER_TRACKED = -1;
    private static final int MAX_VALUE = 200;
    private static final int AT_ONCE = 10_000;
    private static final int PEOPLE_LOOKED_AT = 500;
    private static final int MOST_NAMES = 100;
    private static final long BYTES_A_PERSON = 64;
    private static final long BYTES_A_VALUE = 128;

    private static final String VALUES = """
            select distinct on (x.person_id) x.person_id, (e.properties -> :property::text)::text
            from (select e.person_id, min(e.first_exposed_at) as at from {people}.experiment_exposure e
                  where e.experiment_id = :experiment group by e.person_id) x
            join {people}.event e
              on e.person_id = x.person_id and e.occurred_at <= x.at and e.occurred_at > x.at - interval '1 day'
            where e.occurred_at > :from and e.occurred_at <= :as_of
              and jsonb_typeof(e.properties -> :property::text) <> 'null'
              and (e.event_name_id <> :exposure or e.properties ->> 'experiment' = :key)
            order by x.person_id, e.event_name_id = :exposure desc, e.occurred_at desc, e.seq desc
            """;

    private static final String NAMES = """
            select name, count(*) from (
              select distinct x.person_id, jsonb_object_keys(e.properties) as name
              from (select e.person_id, e.first_exposed_at as at from {people}.experiment_exposure e
                    where e.experiment_id = :experiment order by 2 desc limit :people) x
              join {people}.event e
                on e.person_id = x.person_id and e.occurred_at <= x.at and e.occurred_at > x.at - interval '1 day'
              where e.occurred_at > :from and e.occurred_at <= :as_of) known
            where not name = any(:own::text[])
            group by name order by 2 desc, 1 limit :names
            """;

    private static final String[] OWN = {"experiment", "variant", "phase"};

    private final AnalyticsDatabase database;
    private final EventNames names;

    PropertyReader(AnalyticsDatabase database, EventNames names) {
        this.database = database;
        this.names = names;
    }

    /** The value of each person of whom there is one, as text. Tells how many bytes that takes. */
    Map<Integer, String> values(
            Experiment experiment, String property, Instant from, Instant asOf, LongConsumer memory) {
        Map<Integer, String> values = new HashMap<>();
        Map<String, String> known = new HashMap<>();
        database.sql(VALUES)
                .param("property", property)
                .param("experiment", experiment.id())
                .param("key", experiment.key())
                .param("exposure", exposure(experiment.app()))
                .param("from", at(from.minus(BEFORE)))
                .param("as_of", at(asOf))
                .withFetchSize(AT_ONCE)
                .query(row -> {
                    PropertyValue value = PropertyValue.ofJson(row.getString(2));
                    if (value != null) {
                        String text = cut(value.text());
                        String same = known.putIfAbsent(text, text);
                        memory.accept(BYTES_A_PERSON + (same == null ? BYTES_A_VALUE + 2L * text.length() : 0));
                        values.put(row.getInt(1), same == null ? text : same);
                    }
                });
        return values;
    }

    /** The names of properties that are known of the latest people, those of most people first. */
    List<String> names(Experiment experiment, Instant from, Instant asOf) {
        return database.sql(NAMES)
                .param("experiment", experiment.id())
                .param("people", PEOPLE_LOOKED_AT)
                .param("from", at(from.minus(BEFORE)))
                .param("as_of", at(asOf))
                .param("own", OWN)
                .param("names", MOST_NAMES)
                .query((row, place) -> row.getString(1))
                .list();
    }

    private int exposure(AppId app) {
        return names.find(app, Set.of(StandardEvents.EXPERIMENT_EXPOSURE))
                .getOrDefault(StandardEvents.EXPERIMENT_EXPOSURE, NEVER_TRACKED);
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_VALUE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_VALUE));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
