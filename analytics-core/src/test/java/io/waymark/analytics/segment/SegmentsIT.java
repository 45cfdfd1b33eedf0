/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SegmentsIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final AppId OTHER = new AppId(2);
    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();
    private static final EventNames NAMES = new EventNames(DATABASE);

    private final Segments segments = new Segments(DATABASE, NAMES, Clock.systemUTC());
    private final SegmentReports reports = new SegmentReports(DATABASE, segments);

    @BeforeAll
    static void track() {
        new TestEvents(DATABASE, APP)
                .add("ada", "order", "2026-03-01T00:00:00Z", "{\"total\": 50}")
                .add("ada", "order", "2026-03-02T00:00:00Z", "{\"total\": 5}")
                .add("ada", "refund", "2026-03-03T00:00:00Z")
                .add("bob", "order", "2026-03-02T00:00:00Z", "{\"total\": 70}")
                .add("carl", "visit", "2026-03-01T00:00:00Z");
        new TestEvents(DATABASE, OTHER).add("zoe", "order", "2026-03-01T00:00:00Z");
    }

    @Test
    void countsEventsOfAPerson() {
        SegmentRule.Did order = SegmentRule.did("order");
        assertThat(people(order)).containsExactly("ada", "bob");
        assertThat(people(order.atLeast(2))).containsExactly("ada");
        assertThat(people(order.atMost(1))).containsExactly("bob");
        assertThat(people(order.atMost(0))).containsExactly("carl");
        assertThat(people(order.atLeast(0))).containsExactly("ada", "bob", "carl");
        assertThat(people(SegmentRule.did("never_tracked"))).isEmpty();
        assertThat(people(SegmentRule.not(SegmentRule.did("never_tracked")))).containsExactly("ada", "bob", "carl");
    }

    @Test
    void countsOnlyWhatMeetsConditionsAndLiesInThePeriod() {
        Instant second = Instant.parse("2026-03-02T00:00:00Z");
        assertThat(people(SegmentRule.did("order").during(new Period(null, second))))
                .containsExactly("ada");
        assertThat(people(SegmentRule.did("order").during(new Period(second, null))))
                .containsExactly("ada", "bob");
        EventFilter large =
                new EventFilter("order", List.of(new PropertyCondition("total", PropertyCondition.Operator.GT, 60)));
        assertThat(people(new SegmentRule.Did(large, 1, null, Period.allTime())))
                .containsExactly("bob");
    }

    @Test
    void listsPeopleInParts() {
        SegmentRule everybody = SegmentRule.did("order").atLeast(0);
        assertThat(reports.persons(APP, everybody, "", 2)).containsExactly("ada", "bob");
        assertThat(reports.persons(APP, everybody, "bob", 2)).containsExactly("carl");
        assertThat(reports.persons(APP, everybody, "carl", 2)).isEmpty();
    }

    @Test
    void combinesConditions() {
        SegmentRule order = SegmentRule.did("order");
        SegmentRule refund = SegmentRule.did("refund");
        SegmentRule visit = SegmentRule.did("visit");
        assertThat(people(SegmentRule.and(order, refund))).containsExactly("ada");
        assertThat(people(SegmentRule.and(order, SegmentRule.not(refund)))).containsExactly("bob");
        assertThat(people(SegmentRule.or(refund, visit))).containsExactly("ada", "carl");
        assertThat(people(SegmentRule.not(SegmentRule.or(refund, visit)))).containsExactly("bob");
        assertThat(people(SegmentRule.and(SegmentRule.or(order, visit), SegmentRule.not(refund))))
                .containsExactly("bob", "carl");
    }

    @Test
    void knowsOnlyThePeopleOfTheApp() {
        assertThat(reports.persons(OTHER, SegmentRule.did("order"), 10)).containsExactly("zoe");
        assertThat(reports.persons(APP, SegmentRule.did("order"), 1)).containsExactly("ada");
    }

    @Test
    void tellsWhoIsInAStoredSegment() {
        Segment loyal =
                segments.save(APP, "loyal", "Loyal", SegmentRule.did("order").atLeast(2), "ada");
        segments.save(APP, "quiet", "Quiet", SegmentRule.not(SegmentRule.did("order")), "ada");

        assertThat(segments.contains("loyal", "ada")).isTrue();
        assertThat(segments.contains("loyal", "bob")).isFalse();
        assertThat(segments.contains("loyal", "nobody")).isFalse();
        assertThat(segments.contains("loyal", "no\u0000body")).isFalse();
        assertThat(segments.contains(Long.toString(loyal.id()), "ada")).isTrue();
        assertThat(segments.contains("quiet", "carl")).isTrue();
        assertThatThrownBy(() -> segments.contains("missing", "ada")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> segments.contains(OTHER, "loyal", "zoe")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void savingAgainChangesOnlyWhatDiffers() {
        SegmentRule rule = SegmentRule.did("order");
        Segment first = segments.save(APP, "buyers", "Buyers", rule, "ada");
        assertThat(segments.save(APP, "buyers", "Buyers", rule, "ada")).isEqualTo(first);
        Segment renamed = segments.save(APP, "buyers", "All buyers", rule, "ada");

        assertThat(renamed.id()).isEqualTo(first.id());
        assertThat(renamed.version()).isEqualTo(first.version() + 1);
        assertThat(segments.list(APP)).contains(renamed).doesNotContain(first);
        assertThat(segments.delete(APP, "buyers", "ada")).isTrue();
        assertThat(segments.delete(APP, "buyers", "ada")).isFalse();
        assertThat(segments.find(APP, "buyers")).isEmpty();
        assertThat(DATABASE.sql("select action from {schema}.audit where subject = 'segment' and subject_id = :id"
                                + " order by id")
                        .param("id", Long.toString(first.id()))
                        .query(String.class)
                        .list())
                .containsExactly("created", "changed", "deleted");
    }

    @Test
    void refusesKeysAndNamesThatAreNotOnes() {
        SegmentRule rule = SegmentRule.did("order");
        for (String key : List.of("", "UPPER", "a b", "123", "-a", "x".repeat(101), "a\u0000")) {
            assertThatThrownBy(() -> segments.save(APP, key, "Name", rule, "ada"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("/key");
        }
        assertThatThrownBy(() -> segments.save(APP, "key", " ", rule, "ada"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("/name");
        assertThat(segments.find(APP, "99999999999999999999")).isEmpty();
        assertThat(segments.find(APP, "'; drop")).isEmpty();
    }

    private List<String> people(SegmentRule rule) {
        List<String> people = reports.persons(APP, rule, 100);
        assertThat(reports.count(APP, rule)).isEqualTo(people.size());
        return people;
    }
}
