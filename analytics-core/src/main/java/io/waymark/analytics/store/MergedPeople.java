/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts merged people as one. Rows keep the number of the person they were written for; a statement that counts people
 * says {@code {people}.event} instead of {@code {schema}.event} and finds in {@code person_id} whoever they are now.
 *
 * <p>While nobody has been merged, that is the table itself: such a statement costs nothing until it has to.
 */
final class MergedPeople {

    static final String ANY = "select exists (select from {schema}.merged_person)";

    /** The columns besides {@code person_id} of the tables that can be asked so. */
    static final Map<String, String> COLUMNS = Map.of(
            "event", "occurred_at, received_at, seq, session, distinct_id_number, event_name_id, dedup, properties",
            "first_event", "event_name_id, occurred_at",
            "experiment_exposure", "experiment_id, variant, phase, first_exposed_at, written_in");

    private static final Pattern TABLE = Pattern.compile("\\{people}\\.(\\w+)");

    private static final String MAPPED = """
            (select coalesce(merged.into_person_id, stored.person_id) as person_id, %s \
            from {schema}.%s stored \
            left join {schema}.merged_person merged on merged.person_id = stored.person_id)""";

    private MergedPeople() {}

    static boolean isAskedFor(String sql) {
        return sql.contains("{people}.");
    }

    static String resolve(String sql, boolean anybody) {
        return TABLE.matcher(sql).replaceAll(match -> {
            String table = match.group(1);
            String columns = COLUMNS.get(table);
            if (columns == null) {
                throw new IllegalArgumentException("People are not counted in '" + table + "'");
            }
            String source = anybody
                    ? MAPPED.formatted("stored." + columns.replace(", ", ", stored."), table)
                    : "{schema}." + table;
            return Matcher.quoteReplacement(source);
        });
    }
}
