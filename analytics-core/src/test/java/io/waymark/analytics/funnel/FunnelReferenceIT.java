/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.scan.FunnelScan;
import io.waymark.analytics.reference.ReferenceEvents;
import io.waymark.analytics.reference.ReferenceFilters;
import io.waymark.analytics.segment.Segments;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class FunnelReferenceIT {

    private static final Map<String, FunnelDefinitionChange> FORMS = Map.of(
            "best",
            builder -> builder,
            "first_entry_window_per_step",
            builder -> builder.entry(FunnelEntry.FIRST_ENTRY).windowFrom(WindowFrom.PREVIOUS_STEP),
            "strict_order",
            builder -> builder.order(FunnelOrder.STRICT),
            "any_order",
            builder -> builder.order(FunnelOrder.ANY));

    @TestFactory
    Stream<DynamicNode> everyFunnelOfTheReferenceComesOutExactly() {
        return ReferenceEvents.sets().stream()
                .map(set -> dynamicContainer(
                        set.toString(),
                        set.expected("funnels").stream()
                                .flatMap(entry -> FORMS.keySet().stream()
                                        .sorted()
                                        .filter(entry::has)
                                        .map(form -> dynamicTest(
                                                form + " " + entry.path("steps") + " " + entry.path("window_hours"),
                                                () -> check(set, entry, form))))));
    }

    private static void check(ReferenceEvents set, JsonNode entry, String form) {
        FunnelDefinition.Builder builder = FunnelDefinition.of()
                .conversionWindow(Duration.ofHours(entry.path("window_hours").asLong()));
        entry.path("steps").forEach(step -> builder.step(ReferenceFilters.filter(step)));
        if (entry.hasNonNull("exclude")) {
            builder.exclude(entry.path("exclude").stringValue());
        }
        FunnelDefinition definition = FORMS.get(form).change(builder).build();
        if (FunnelScan.canAnswer(definition)) {
            set.ofEachEngine(columns -> check(set, columns, definition, entry, entry.path(form)));
        } else {
            check(set, null, definition, entry, entry.path(form));
        }
    }

    private static void check(
            ReferenceEvents set,
            @Nullable ColumnEngine columns,
            FunnelDefinition definition,
            JsonNode entry,
            JsonNode expected) {
        EventNames names = new EventNames(set.database());
        Clock clock = Clock.systemUTC();
        Segments segments = new Segments(set.database(), names, clock);
        FunnelQuery query = new FunnelQuery(AppId.DEFAULT, definition, ReferenceFilters.period(entry), ZoneOffset.UTC);
        FunnelReport report = new FunnelReports(set.database(), names, segments, columns, clock).report(query);

        List<Long> users = new ArrayList<>();
        expected.path("users_per_step").forEach(count -> users.add(count.longValue()));
        assertThat(report.steps()).extracting(FunnelReport.Step::users).isEqualTo(users);
        JsonNode between = expected.path("median_seconds_between_steps");
        for (int i = 0; i < between.size(); i++) {
            close(report.steps().get(i + 1).medianSecondsFromPrev(), between.get(i));
        }
        if (expected.has("median_seconds_total")) {
            close(report.medianSeconds(), expected.path("median_seconds_total"));
        }
    }

    private static void close(Double actual, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(actual).isNull();
        } else {
            assertThat(actual).isCloseTo(expected.doubleValue(), within(1e-6));
        }
    }

    private interface FunnelDefinitionChange {
        FunnelDefinition.Builder change(FunnelDefinition.Builder builder);
    }
}
