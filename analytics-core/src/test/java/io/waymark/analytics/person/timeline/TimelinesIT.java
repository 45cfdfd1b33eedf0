/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.SessionIds;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.person.timeline.Timeline.Cursor;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.reference.RandomEvents.Occurrence;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimelinesIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();
    private static final Timelines TIMELINES = new Timelines(DATABASE, new EventNames(DATABASE));

    @BeforeAll
    static void twoVisits() {
        new TestEvents(DATABASE, APP)
                .add("ana", "visit", "2026-03-01T10:00:00Z", "{\"page\": \"/a\"}")
                .add("ana", "visit", "2026-03-01T10:30:00Z")
                .add("ana", "order", "2026-03-01T11:00:00.001Z")
                .add("ben", "visit", "2026-03-01T10:10:00Z");
        new TestEvents(DATABASE, new AppId(2)).add("ana", "secret", "2026-03-01T10:05:00Z");
        DATABASE.sql("update {schema}.event set session = :session where person_id = (select person_id from"
                        + " {schema}.distinct_id where app_id = 1 and distinct_id = 'ben')")
                .param("session", SessionIds.hash("tab-7"))
                .update();
    }

    @Test
    void sessionsComeLatestFirstWithTheirEventsInOrder() {
        Timeline timeline = TIMELINES.of(APP, "ana", 10, null).orElseThrow();

        assertThat(timeline.before()).isNull();
        assertThat(timeline.visits())
                .extracting(visit -> names(visit))
                .containsExactly(List.of("order"), List.of("visit", "visit"));
        assertThat(timeline.visits().get(1).start()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(timeline.visits().get(1).duration()).hasMinutes(30);
        assertThat(timeline.visits().get(1).events().get(0).properties()).containsEntry("page", "/a");
    }

    @Test
    void aLongTimelineGoesOnWhereItStopped() {
        Timeline latest = TIMELINES.of(APP, "ana", 2, null).orElseThrow();
        Cursor before = Cursor.parse(String.valueOf(latest.before()));
        Timeline earlier = TIMELINES.of(APP, "ana", 2, before).orElseThrow();

        assertThat(latest.visits())
                .extracting(visit -> names(visit))
                .containsExactly(List.of("order"), List.of("visit"));
        assertThat(earlier.visits()).extracting(visit -> names(visit)).containsExactly(List.of("visit"));
        assertThat(earlier.before()).isNull();
        assertThat(Cursor.parse("yesterday")).isNull();
    }

    @Test
    void aSessionIsFoundByAnyOfItsEventsOrByTheIdOfTheClient() {
        Visit first = TIMELINES.of(APP, "ana", 10, null).orElseThrow().visits().get(1);
        long second = first.events().get(1).seq();

        assertThat(TIMELINES.session(APP, first.id())).contains(first);
        assertThat(TIMELINES.session(APP, "event-" + second)).contains(first);
        assertThat(TIMELINES.session(APP, "tab-7").orElseThrow().distinctId()).isEqualTo("ben");
        assertThat(TIMELINES.session(APP, "tab-8")).isEmpty();
        assertThat(TIMELINES.session(new AppId(2), first.id())).isEmpty();
    }

    @Test
    void nobodyHasNoTimelineAndPeopleAreFoundByAPartOfAnId() {
        Persons persons = new Persons(DATABASE, new EventNames(DATABASE));

        assertThat(TIMELINES.of(APP, "nobody", 10, null)).isEmpty();
        assertThat(TIMELINES.of(APP, "\u0000", 10, null)).isEmpty();
        assertThat(persons.search(APP, "AN", 10)).containsExactly("ana");
        assertThat(persons.search(APP, "n", 10)).containsExactly("ana", "ben");
        assertThat(persons.search(APP, "%", 10)).isEmpty();
        assertThat(persons.search(APP, "n", 1)).containsExactly("ana");
    }

    @Test
    void randomPeopleHaveTheSessionsThatReportsCut() {
        long seed = new Random().nextLong();
        System.out.println("TimelinesIT seed " + seed);
        Random random = new Random(seed);
        Instant from = Instant.parse("2026-03-20T00:00:00Z");
        Instant to = Instant.parse("2026-04-10T00:00:00Z");
        RandomEvents events = RandomEvents.create(random, ZoneId.of("Europe/Berlin"), from, to, 15, 600);
        Timelines timelines = new Timelines(events.database(), new EventNames(events.database()));
        List<List<Occurrence>> sessions = events.sessions(Period.allTime(), null, RandomEvents.TIMEOUT);
        events.byPerson().forEach((person, history) -> {
            List<List<String>> visits = new ArrayList<>();
            timelines.of(APP, person, Timelines.MAX_EVENTS, null).orElseThrow().visits().stream()
                    .map(visit -> visit.events().stream()
                            .map(event -> event.occurredAt() + " " + event.event())
                            .toList())
                    .sorted(Comparator.comparing(Object::toString))
                    .forEach(visits::add);
            assertThat(visits)
                    .as("seed " + seed + ", " + person)
                    .isEqualTo(sessions.stream()
                            .filter(session -> session.get(0).person().equals(person))
                            .map(session -> session.stream()
                                    .map(event -> event.at() + " " + event.event())
                                    .toList())
                            .sorted(Comparator.comparing(Object::toString))
                            .toList());
        });
    }

    private static List<String> names(Visit visit) {
        return visit.events().stream().map(TimelineEvent::event).toList();
    }
}
