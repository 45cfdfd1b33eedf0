/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.funnel.FunnelPeople.Entered;
import io.waymark.analytics.funnel.FunnelReport.Bin;
import io.waymark.analytics.funnel.FunnelReport.Group;
import io.waymark.analytics.funnel.FunnelReport.GroupKind;
import io.waymark.analytics.funnel.FunnelReport.Step;
import io.waymark.analytics.funnel.FunnelReport.TrendPoint;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FunnelReportsIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();
    private static final EventNames NAMES = new EventNames(DATABASE);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T12:00:00Z"), ZoneOffset.UTC);
    private static final Segments SEGMENTS = new Segments(DATABASE, NAMES, CLOCK);
    private static final FunnelDefinition BUY =
            FunnelDefinition.of("visit", "cart", "order").build();

    private final FunnelReports reports = new FunnelReports(DATABASE, NAMES, SEGMENTS, CLOCK);

    @BeforeAll
    static void track() {
        new TestEvents(DATABASE, APP)
                .add("ada", "visit", "2026-03-01T08:00:00Z", "{\"country\": \"DE\"}")
                .add("ada", "cart", "2026-03-01T08:00:10Z")
                .add("ada", "order", "2026-03-01T08:01:00Z", "{\"total\": 50}")
                .add("bob", "visit", "2026-03-01T23:30:00Z", "{\"country\": \"FR\"}")
                .add("bob", "cart", "2026-03-01T23:30:20Z")
                .add("bob", "order", "2026-03-01T23:30:50Z", "{\"total\": 5}")
                .add("bob", "refund", "2026-03-02T00:00:00Z")
                .add("carl", "visit", "2026-03-01T09:00:00Z", "{\"country\": \"DE\"}")
                .add("carl", "cart", "2026-03-01T09:01:00Z")
                .add("dora", "visit", "2026-03-03T09:00:00Z", "{\"country\": 7}")
                .add("emil", "visit", "2026-02-01T09:00:00Z")
                .add("fay", "cart", "2026-03-01T09:00:00Z");
        new TestEvents(DATABASE, new AppId(2)).add("zoe", "visit", "2026-03-01T08:00:00Z");
    }

    @Test
    void countsPeopleTheirLossAndTheirTime() {
        FunnelReport report = report(BUY);

        assertThat(report.steps())
                .containsExactly(
                        new Step(1, "visit", 5, 100, 100, 0, null, null),
                        new Step(2, "cart", 3, 60, 60, 2, 20.0, 30.0),
                        new Step(3, "order", 2, 100 * 2 / 3.0, 40, 1, 40.0, 40.0));
        assertThat(report.medianSeconds()).isEqualTo(55.0);
        assertThat(report.averageSeconds()).isEqualTo(55.0);
        assertThat(report.breakdown()).isEmpty();
        assertThat(report.timeToConvert()).containsExactly(new Bin(30, 60, 1), new Bin(60, 120, 1));
    }

    @Test
    void tellsTheTrendByDayOfTheZoneAndWhatMayStillCome() {
        FunnelReport report = reports.report(new FunnelQuery(
                APP, BUY, new Period(Instant.parse("2026-03-01T00:00:00Z"), null), ZoneId.of("Europe/Berlin")));

        assertThat(report.trend())
                .containsExactly(
                        new TrendPoint(LocalDate.parse("2026-03-01"), 1, 2, 1, false),
                        new TrendPoint(LocalDate.parse("2026-03-02"), 1, 1, 1, false),
                        new TrendPoint(LocalDate.parse("2026-03-03"), 1, 1, 0, false));
        assertThat(report.windowOpen())
                .as("dora, but not carl since three hours")
                .isEqualTo(1);
        FunnelDefinition quick = FunnelDefinition.of("visit", "cart", "order")
                .conversionWindow(Duration.ofHours(36))
                .build();
        assertThat(reports.report(new FunnelQuery(APP, quick, Period.allTime(), ZoneOffset.UTC))
                        .trend())
                .extracting(TrendPoint::complete)
                .containsExactly(true, true, false);
    }

    @Test
    void foldsALongTrendIntoWeeks() {
        TestEvents later = new TestEvents(DATABASE, new AppId(3));
        later.add("ada", "visit", "2025-10-01T00:00:00Z").add("bob", "visit", "2026-03-01T00:00:00Z");
        assertThat(reports.report(new FunnelQuery(new AppId(3), BUY, Period.allTime(), ZoneOffset.UTC))
                        .trend())
                .containsExactly(
                        new TrendPoint(LocalDate.parse("2025-09-29"), 7, 1, 0, true),
                        new TrendPoint(LocalDate.parse("2026-02-23"), 7, 1, 0, false));
    }

    @Test
    void dividesPeopleByTheValueAtTheirFirstStep() {
        FunnelReport report = report(FunnelDefinition.of("visit", "cart", "order")
                .breakdown("country")
                .build());

        assertThat(report.breakdown())
                .extracting(
                        Group::kind,
                        Group::value,
                        group -> group.steps().stream().map(Step::users).toList())
                .containsExactly(
                        tuple(GroupKind.VALUE, "DE", List.of(2L, 2L, 1L)),
                        tuple(GroupKind.VALUE, "7", List.of(1L, 0L, 0L)),
                        tuple(GroupKind.VALUE, "FR", List.of(1L, 1L, 1L)),
                        tuple(GroupKind.NONE, "(none)", List.of(1L, 0L, 0L)));
        assertThat(report.breakdown().get(0).medianSeconds()).isEqualTo(60.0);
        assertThat(report.steps()).isEqualTo(report(BUY).steps());
    }

    @Test
    void dividesPeopleByTheValueAtALaterStepOfTheAttemptThatCounts() {
        AppId app = new AppId(5);
        new TestEvents(DATABASE, app)
                .add("ada", "visit", "2026-03-01T08:00:00Z", "{\"plan\": \"first\"}")
                .add("ada", "cart", "2026-03-01T08:00:10Z", "{\"plan\": \"small\"}")
                .add("ada", "visit", "2026-03-01T09:00:00Z")
                .add("ada", "cart", "2026-03-01T09:00:10Z", "{\"plan\": \"large\"}")
                .add("ada", "cart", "2026-03-01T09:00:20Z", "{\"plan\": \"later\"}")
                .add("ada", "order", "2026-03-01T09:01:00Z", "{\"plan\": \"last\"}")
                .add("bob", "visit", "2026-03-01T08:00:00Z", "{\"plan\": \"large\"}")
                .add("carl", "visit", "2026-03-01T08:00:00Z", "{\"plan\": \"large\"}")
                .add("carl", "cart", "2026-03-01T08:00:10Z")
                .add("dora", "visit", "2026-03-01T08:00:00Z")
                .add("dora", "cart", "2026-03-01T08:00:10Z", "{\"plan\": \"small\"}")
                .add("dora", "cart", "2026-03-01T08:00:10Z", "{\"plan\": \"large\"}");
        FunnelDefinition.Builder funnel =
                FunnelDefinition.of("visit", "cart", "order").conversionWindow(Duration.ofMinutes(30));

        assertThat(usersByValue(app, funnel.breakdown(FunnelBreakdown.atStep(2, "plan"))))
                .as("ada's first way ended at the cart; bob has no cart, and dora's first by alphabet counts")
                .containsExactly(
                        tuple(GroupKind.VALUE, "large", List.of(2L, 2L, 1L)),
                        tuple(GroupKind.NONE, "(none)", List.of(2L, 1L, 0L)));
        assertThat(usersByValue(app, funnel.breakdown(FunnelBreakdown.atStep(3, "plan"))))
                .containsExactly(
                        tuple(GroupKind.VALUE, "last", List.of(1L, 1L, 1L)),
                        tuple(GroupKind.NONE, "(none)", List.of(3L, 2L, 0L)));
        for (FunnelOrder order : List.of(FunnelOrder.STRICT, FunnelOrder.ANY)) {
            assertThat(usersByValue(app, funnel.order(order).breakdown(FunnelBreakdown.atStep(2, "plan"))))
                    .as("%s", order)
                    .contains(tuple(GroupKind.NONE, "(none)", List.of(2L, 1L, 0L)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        funnel.breakdown(FunnelBreakdown.atStep(4, "plan")).build());
    }

    @Test
    void dividesPeopleByWhatIsKnownOfThemNow() {
        AppId app = new AppId(6);
        new TestEvents(DATABASE, app)
                .add("ada", "visit", "2026-03-01T08:00:00Z", "{\"plan\": \"of the event\"}")
                .add("ada", "cart", "2026-03-01T08:00:10Z")
                .add("bob", "visit", "2026-03-01T08:00:00Z")
                .add("carl", "visit", "2026-03-01T08:00:00Z");
        know(app, "ada", "{\"plan\": \"pro\"}");
        know(app, "bob", "{\"plan\": 7}");
        FunnelDefinition.Builder funnel =
                FunnelDefinition.of("visit", "cart").breakdown(FunnelBreakdown.ofPerson("plan"));

        assertThat(usersByValue(app, funnel))
                .containsExactly(
                        tuple(GroupKind.VALUE, "7", List.of(1L, 0L)),
                        tuple(GroupKind.VALUE, "pro", List.of(1L, 1L)),
                        tuple(GroupKind.NONE, "(none)", List.of(1L, 0L)));
        assertThat(people(app, funnel, FunnelPeople.droppedOff(2))).containsExactly("bob", "carl");
        assertThat(people(app, funnel, FunnelPeople.droppedOff(2).in(GroupKind.VALUE, "7")))
                .containsExactly("bob");
        assertThat(people(app, funnel, FunnelPeople.reached(1).in(GroupKind.NONE, "")))
                .containsExactly("carl");
    }

    private List<String> people(AppId app, FunnelDefinition.Builder funnel, FunnelPeople people) {
        return reports.people(new FunnelQuery(app, funnel.build(), Period.allTime(), ZoneOffset.UTC), people, 10);
    }

    private static void know(AppId app, String distinctId, String properties) {
        DATABASE.sql("""
                        update {schema}.person p set properties = :properties::jsonb
                        from {schema}.distinct_id d
                        where d.app_id = :app and d.distinct_id = :id and p.id = d.person_id
                        """)
                .param("properties", properties)
                .param("app", app.value())
                .param("id", distinctId)
                .update();
    }

    private List<Tuple> usersByValue(AppId app, FunnelDefinition.Builder funnel) {
        return reports
                .report(new FunnelQuery(app, funnel.build(), Period.allTime(), ZoneOffset.UTC))
                .breakdown()
                .stream()
                .map(group -> tuple(
                        group.kind(),
                        group.value(),
                        group.steps().stream().map(Step::users).toList()))
                .toList();
    }

    @Test
    void listsTwentyValuesAndAddsUpTheOthers() {
        AppId app = new AppId(4);
        TestEvents events = new TestEvents(DATABASE, app);
        for (int i = 0; i < 23; i++) {
            events.add("p" + i, "visit", "2026-03-01T00:00:00Z", "{\"page\": \"" + i + "\"}");
        }
        events.add("again", "visit", "2026-03-01T00:00:00Z", "{\"page\": \"22\"}");
        FunnelDefinition.Builder funnel = FunnelDefinition.of("visit", "cart").breakdown("page");
        List<Group> groups = reports.report(new FunnelQuery(app, funnel.build(), Period.allTime(), ZoneOffset.UTC))
                .breakdown();

        assertThat(groups).hasSize(21);
        assertThat(groups.get(0).value()).isEqualTo("22");
        assertThat(groups.get(20).kind()).isEqualTo(GroupKind.OTHER);
        assertThat(groups.get(20).steps().get(0).users()).isEqualTo(3);
        assertThat(people(app, funnel, FunnelPeople.reached(1).in(groups.get(0))))
                .containsExactly("again", "p22");
        assertThat(people(app, funnel, FunnelPeople.droppedOff(2).in(groups.get(20))))
                .as("those of the values that come last by alphabet")
                .containsExactly("p7", "p8", "p9");
    }

    @Test
    void countsOnlyPeopleOfASegment() {
        SEGMENTS.save(APP, "refunded", "Refunded", SegmentRule.did("refund"), "test");
        assertThat(report(FunnelDefinition.of("visit", "cart", "order")
                                .segment("refunded")
                                .build())
                        .steps())
                .extracting(Step::users)
                .containsExactly(1L, 1L, 1L);
        assertThatThrownBy(() -> report(
                        FunnelDefinition.of("visit", "cart").segment("missing").build()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void narrowedToAnotherSegmentItCountsWhoIsInBoth() {
        SEGMENTS.save(APP, "ordered", "Ordered", SegmentRule.did("order"), "test");
        SEGMENTS.save(APP, "kept", "Kept", SegmentRule.not(SegmentRule.did("refund")), "test");
        FunnelDefinition ofOrdered =
                FunnelDefinition.of("visit", "cart", "order").segment("ordered").build();

        assertThat(users(ofOrdered, null)).containsExactly(2L, 2L, 2L);
        assertThat(users(ofOrdered, "kept")).containsExactly(1L, 1L, 1L);
        assertThat(users(BUY, "kept")).containsExactly(4L, 2L, 1L);
        FunnelQuery narrowed =
                new FunnelQuery(APP, ofOrdered, Period.allTime(), ZoneOffset.UTC, DayOfWeek.MONDAY, "kept");
        assertThat(reports.people(narrowed, FunnelPeople.reached(3), 10)).containsExactly("ada");
        assertThat(reports.report(narrowed.during(Period.allTime()))).isEqualTo(reports.report(narrowed));
        assertThatThrownBy(() -> users(ofOrdered, "missing"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("missing");
    }

    private List<Long> users(FunnelDefinition definition, String segment) {
        return reports
                .report(new FunnelQuery(APP, definition, Period.allTime(), ZoneOffset.UTC, DayOfWeek.MONDAY, segment))
                .steps()
                .stream()
                .map(Step::users)
                .toList();
    }

    @Test
    void aStepMayAskForProperties() {
        FunnelDefinition large = FunnelDefinition.of("visit", "cart")
                .step(new EventFilter(
                        "order", List.of(new PropertyCondition("total", PropertyCondition.Operator.GTE, 50))))
                .build();
        assertThat(report(large).steps()).extracting(Step::users).containsExactly(5L, 3L, 1L);
    }

    @Test
    void namesThePeopleBehindANumber() {
        FunnelQuery query = new FunnelQuery(APP, BUY, Period.allTime(), ZoneOffset.UTC);
        assertThat(reports.people(query, FunnelPeople.droppedOff(2), 10)).containsExactly("dora", "emil");
        assertThat(reports.people(query, FunnelPeople.droppedOff(2), 1)).containsExactly("dora");
        assertThat(reports.people(query, FunnelPeople.droppedOff(3), 10)).containsExactly("carl");
        assertThat(reports.people(query, FunnelPeople.reached(2), 10)).containsExactly("ada", "bob", "carl");
        for (Bin column : report(BUY).timeToConvert()) {
            assertThat(reports.people(query, FunnelPeople.reached(3).whoTook(column), 10))
                    .containsExactly(column.fromSeconds() < 60 ? "bob" : "ada");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FunnelPeople.droppedOff(1));
        assertThatIllegalArgumentException().isThrownBy(() -> FunnelPeople.reached(0));
        for (FunnelPeople nobody :
                List.of(FunnelPeople.droppedOff(4), FunnelPeople.reached(1).in(GroupKind.NONE, ""))) {
            assertThatIllegalArgumentException().isThrownBy(() -> reports.people(query, nobody, 10));
        }
    }

    @Test
    void namesWhoEnteredOnADayOfTheZone() {
        FunnelQuery query = new FunnelQuery(APP, BUY, Period.allTime(), ZoneId.of("Europe/Berlin"));
        LocalDate first = LocalDate.parse("2026-03-01");
        assertThat(reports.people(query, FunnelPeople.reached(1).whoEntered(new Entered(first, 1)), 10))
                .containsExactly("ada", "carl");
        assertThat(reports.people(query, FunnelPeople.reached(3).whoEntered(new Entered(first, 2)), 10))
                .as("bob entered half an hour after midnight")
                .containsExactly("ada", "bob");
        assertThat(reports.people(query, FunnelPeople.droppedOff(3).whoEntered(new Entered(first, 1)), 10))
                .containsExactly("carl");
    }

    @Test
    void theLongestColumnOfTimesHoldsWhateverIsLonger() {
        AppId app = new AppId(7);
        new TestEvents(DATABASE, app)
                .add("slow", "visit", "2000-01-01T00:00:00Z")
                .add("slow", "cart", "2009-01-01T00:00:00Z")
                .add("slow", "order", "2018-01-01T00:00:00Z");
        FunnelDefinition.Builder funnel = FunnelDefinition.of("visit", "cart", "order")
                .conversionWindow(FunnelDefinition.MAX_WINDOW)
                .windowFrom(WindowFrom.PREVIOUS_STEP);
        List<Bin> times = reports.report(new FunnelQuery(app, funnel.build(), Period.allTime(), ZoneOffset.UTC))
                .timeToConvert();
        assertThat(times).hasSize(1);
        assertThat(people(app, funnel, FunnelPeople.reached(3).whoTook(times.get(0))))
                .containsExactly("slow");
    }

    @Test
    void anEventThatWasNeverTrackedHasNobody() {
        FunnelReport first = report(FunnelDefinition.of("never", "cart").build());
        assertThat(first.steps())
                .containsExactly(
                        new Step(1, "never", 0, 0, 0, 0, null, null), new Step(2, "cart", 0, 0, 0, 0, null, null));
        assertThat(first.medianSeconds()).isNull();
        assertThat(report(FunnelDefinition.of("visit", "never").build()).steps())
                .extracting(Step::users)
                .containsExactly(5L, 0L);
        assertThat(people(APP, FunnelDefinition.of("never", "cart"), FunnelPeople.droppedOff(2)))
                .isEmpty();
    }

    @Test
    void laterStepsMayLiePastTheEndOfThePeriod() {
        FunnelQuery query = new FunnelQuery(
                APP,
                BUY,
                Period.between(Instant.parse("2026-03-01T08:00:00Z"), Instant.parse("2026-03-01T08:00:01Z")),
                ZoneOffset.UTC);
        assertThat(reports.report(query).steps()).extracting(Step::users).containsExactly(1L, 1L, 1L);
    }

    private FunnelReport report(FunnelDefinition definition) {
        return reports.report(new FunnelQuery(APP, definition, Period.allTime(), ZoneOffset.UTC));
    }
}
