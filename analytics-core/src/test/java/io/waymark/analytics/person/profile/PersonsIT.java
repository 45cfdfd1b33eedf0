/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Delivery;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.person.PersonEvents;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.IngestAnalytics;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.analytics.track.write.WithoutSpool;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PersonsIT {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final EventNames names = new EventNames(database);
    private final Persons persons = new Persons(database, names);
    private final Segments segments = new Segments(database, names, Clock.systemUTC());
    private final IngestPipeline ingest =
            new IngestPipeline(database, new WithoutSpool() {}, IngestExtensions.NONE, Clock.systemUTC());

    @BeforeEach
    void start() {
        ingest.start();
    }

    @AfterEach
    void stop() {
        ingest.stop();
    }

    @Test
    void aPersonIsFoundUnderEachOfTheirIds() {
        record(
                visit("visitor-1", 10),
                visit("kim", 20),
                PersonEvents.identify("kim", "visitor-1", Map.of("plan", "pro", "seats", 3)).toBuilder()
                        .occurredAt(START.plusSeconds(30))
                        .build(),
                visit("visitor-1", 40),
                PersonEvents.alias("kim", "kim@example.org"));

        Person kim = persons.find("kim").orElseThrow();
        assertThat(kim.distinctIds()).containsExactly("kim", "kim@example.org", "visitor-1");
        assertThat(kim.properties()).isEqualTo(Map.of("plan", "pro", "seats", 3));
        assertThat(kim.firstSeen()).isEqualTo(START.plusSeconds(10));
        assertThat(kim.lastSeen()).isAfter(START.plusSeconds(40));
        assertThat(persons.find("visitor-1")).hasValue(kim);
        assertThat(persons.find("kim@example.org")).hasValue(kim);
        assertThat(persons.find("nobody ever")).isEmpty();
        assertThat(persons.find("\0")).isEmpty();
        assertThat(persons.find(new AppId(2), "kim")).isEmpty();
    }

    @Test
    void lateWritesOfPropertiesLose() {
        List<Event> writes = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            writes.add(visit("kim", i).toBuilder()
                    .property(StandardProperties.SET, Map.of("last", i))
                    .property(StandardProperties.SET_ONCE, Map.of("first", i))
                    .build());
        }
        writes.add(visit("kim", 100).toBuilder()
                .property(StandardProperties.UNSET, List.of("gone"))
                .build());
        writes.add(visit("kim", 50).toBuilder()
                .property(StandardProperties.SET, Map.of("gone", true))
                .build());
        Random random = new Random();
        Collections.shuffle(writes, random);
        writes.forEach(this::record);

        assertThat(persons.find("kim").orElseThrow().properties()).isEqualTo(Map.of("first", 1, "last", 9));
    }

    @Test
    void aMergeKeepsWhatTheKnownPersonHas() {
        record(
                visit("visitor-1", 90).toBuilder()
                        .property(StandardProperties.SET, Map.of("plan", "free", "city", "Pune"))
                        .build(),
                PersonEvents.identify("kim", null, Map.of("plan", "pro")));
        record(PersonEvents.identify("kim", "visitor-1", Map.of()));

        assertThat(persons.find("visitor-1").orElseThrow().properties())
                .isEqualTo(Map.of("plan", "pro", "city", "Pune"));
    }

    @Test
    void aSegmentHasAPersonOnceUnderTheNameTheyAreKnownBy() {
        record(
                visit("a-visitor", 1),
                visit("kim", 2),
                visit("robin", 3),
                PersonEvents.identify("robin", null, Map.of()));
        SegmentRule twice = SegmentRule.did("visit").atLeast(2);
        segments.save(AppId.DEFAULT, "regulars", "Regulars", twice, "ada");
        SegmentReports reports = new SegmentReports(database, new Segments(database, names, Clock.systemUTC()));
        assertThat(reports.count(AppId.DEFAULT, twice)).isZero();

        record(PersonEvents.identify("kim", "a-visitor", Map.of()));

        assertThat(reports.persons(AppId.DEFAULT, twice, 10)).containsExactly("kim");
        assertThat(segments.contains("regulars", "a-visitor")).isTrue();
        assertThat(segments.contains("regulars", "kim")).isTrue();
        assertThat(segments.contains("regulars", "robin")).isFalse();
        assertThat(reports.persons(AppId.DEFAULT, new SegmentRule.Not(twice), 10))
                .containsExactly("robin");
    }

    @Test
    void theJavaApiNeverFailsItsCaller() {
        Analytics analytics = new IngestAnalytics(ingest, AppId.DEFAULT, Delivery.ASYNC);
        analytics.identify(null, "visitor-1");
        analytics.alias("kim", null);
        analytics.identify("undefined", "visitor-1");
        analytics.identify("kim", "visitor-1", Map.of("plan", "pro"));
        analytics.identify("kim", Map.of("seats", 1));
        ingest.stop();

        assertThat(ingest.stats().dropped()).isEqualTo(Map.of("invalid", 3L));
        assertThat(persons.find("visitor-1").orElseThrow().properties()).isEqualTo(Map.of("plan", "pro", "seats", 1));
    }

    private void record(Event... events) {
        ingest.record(AppId.DEFAULT, List.of(events));
    }

    private static Event visit(String who, int second) {
        return Event.builder("visit", who).occurredAt(START.plusSeconds(second)).build();
    }
}
