/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.TestEvents;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergedPeopleIT {

    private final AnalyticsDatabase database = TestDatabase.migrated();

    @BeforeEach
    void somebodyDidSomething() {
        new TestEvents(database, AppId.DEFAULT).add("kim", "visit", "2026-03-01T12:00:00Z");
    }

    @Test
    void everyColumnOfATableIsThere() {
        MergedPeople.COLUMNS.forEach((table, columns) -> {
            Set<String> stored = new TreeSet<>(database.sql("select column_name from information_schema.columns"
                            + " where table_schema = 'analytics' and table_name = :table")
                    .param("table", table)
                    .query(String.class)
                    .list());
            Set<String> mapped = new TreeSet<>(List.of(columns.split(", ")));
            mapped.add("person_id");
            assertThat(mapped).as(table).isEqualTo(stored);
        });
    }

    @Test
    void whileNobodyIsMergedTheTableItselfIsAsked() {
        assertThat(plan()).doesNotContain("merged_person");
        database.sql("insert into {schema}.merged_person (person_id, app_id, into_person_id) values (1, 1, 2)")
                .update();
        assertThat(plan()).contains("merged_person");
    }

    @Test
    void aReportLooksOnceWhetherAnybodyIsMerged() {
        database.report(() -> {
            assertThat(plan()).doesNotContain("merged_person");
            return true;
        });
        assertThatThrownBy(() -> database.sql("select person_id from {people}.distinct_id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("distinct_id");
    }

    private String plan() {
        return String.join(
                "\n",
                database.sql("explain select person_id, count(*) from {people}.event e group by person_id")
                        .query(String.class)
                        .list());
    }
}
