/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.reference.ReferenceEvents;
import io.waymark.analytics.reference.ReferenceFilters;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class SegmentReferenceIT {

    @TestFactory
    Stream<DynamicNode> everySegmentOfTheReferenceComesOutExactly() {
        return ReferenceEvents.sets().stream()
                .map(set -> dynamicContainer(
                        set.toString(),
                        set.expected("segments").stream()
                                .map(entry -> dynamicTest(
                                        entry.path("rule").toString(),
                                        () -> set.ofEachEngine(engine -> check(set, engine, entry))))));
    }

    private static void check(ReferenceEvents set, @Nullable ColumnEngine columns, JsonNode entry) {
        AnalyticsDatabase database = set.database();
        Segments segments = new Segments(database, new EventNames(database), Clock.systemUTC());
        SegmentReports reports = new SegmentReports(database, segments, columns);
        SegmentRule rule = rule(entry.path("rule"));
        int users = entry.path("users").intValue();
        assertThat(reports.count(AppId.DEFAULT, rule)).isEqualTo(users);
        assertThat(reports.persons(AppId.DEFAULT, rule, Integer.MAX_VALUE))
                .hasSize(users)
                .doesNotHaveDuplicates();
        if (columns != null) {
            SegmentPeople people = segments.peopleOf(AppId.DEFAULT, rule);
            assertThat(people.canBeTold()).isTrue();
            assertThat(database.report(() -> columns.read(
                            AppId.DEFAULT,
                            people.needed(),
                            events -> people.of(columns, events).getCardinality())))
                    .hasValue(users);
        }
    }

    private static SegmentRule rule(JsonNode json) {
        if (json.has("and")) {
            return new SegmentRule.And(rules(json.path("and")));
        }
        if (json.has("or")) {
            return new SegmentRule.Or(rules(json.path("or")));
        }
        if (json.has("not")) {
            return new SegmentRule.Not(rule(json.path("not")));
        }
        return new SegmentRule.Did(
                ReferenceFilters.filter(json.path("did")),
                json.path("min").asInt(1),
                json.has("max") ? json.path("max").intValue() : null,
                ReferenceFilters.period(json));
    }

    private static List<SegmentRule> rules(JsonNode json) {
        List<SegmentRule> rules = new ArrayList<>();
        json.forEach(rule -> rules.add(rule(rule)));
        return rules;
    }
}
