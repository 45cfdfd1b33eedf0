/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.chunk.ReadColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.reference.RandomEvents.Occurrence;
import io.waymark.analytics.retention.RetentionReport.Cell;
import io.waymark.analytics.retention.RetentionReport.Cohort;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionReportsIT {

    private static final List<ZoneId> ZONES = List.of(
            ZoneOffset.UTC,
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/Havana"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kathmandu"));
    private static final Instant FROM = Instant.parse("2026-02-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-05-10T00:00:00Z");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomEvents events =
            RandomEvents.create(random, ZONES.get(random.nextInt(ZONES.size())), FROM, TO, 40, 900);
    private final Set<String> buyers = events.segment("buyers", "order", 4);

    @Test
    void countsAsACountByHandDoes() {
        System.out.println("RetentionReportsIT seed " + seed);
        for (int i = 0; i < 60; i++) {
            Instant now = events.instant(FROM, TO.plus(20, ChronoUnit.DAYS));
            RetentionQuery query = randomQuery();
            RetentionReport report = reports(now).report(query);
            assertThat(figures(report)).as("seed %d, %s", seed, query).isEqualTo(byHand(query));
            assertThat(completeness(report))
                    .as("seed %d, %s at %s", seed, query, now)
                    .isEqualTo(ended(report, query, now));
            averagesAreWeightedOverCompleteCells(report);
            if (!report.cohorts().isEmpty()) {
                Cohort cohort =
                        report.cohorts().get(random.nextInt(report.cohorts().size()));
                int number = random.nextInt(cohort.cells().size());
                List<String> people = reports(now).people(query, cohort.start(), number, 1_000);
                assertThat(people.stream().map(events::personOf))
                        .as("seed %d, %s, %s after %d", seed, query, cohort.start(), number)
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(returned(query, cohorts(query), cohort.start(), number));
                assertThat(reports(now).people(query, cohort.start(), null, 1_000))
                        .hasSize((int) cohort.users());
            }
        }
    }

    @Test
    void knowsWhoStartedBeforeThePurgeAndMarksWhatItCannotKnow() {
        Instant purgedBefore = Instant.parse("2026-03-23T00:00:00Z");
        RetentionQuery query = RetentionQuery.builder(AppId.DEFAULT, ZoneOffset.UTC)
                .startEvent("cart")
                .returnEvent("order")
                .build();
        RetentionReport before = reports(TO).report(query);
        events.purge(purgedBefore);

        RetentionReport after = reports(TO).report(query);

        assertThat(after.cohorts()).hasSameSizeAs(before.cohorts());
        LocalDate firstKept = purgedBefore.atZone(ZoneOffset.UTC).toLocalDate();
        for (int i = 0; i < after.cohorts().size(); i++) {
            Cohort cohort = after.cohorts().get(i);
            Cohort was = before.cohorts().get(i);
            assertThat(cohort.start()).isEqualTo(was.start());
            assertThat(cohort.users()).isEqualTo(was.users());
            for (int k = 0; k < cohort.cells().size(); k++) {
                boolean kept = !cohort.start().plusWeeks(k).isBefore(firstKept);
                Cell cell = cohort.cells().get(k);
                if (kept) {
                    assertThat(cell).isEqualTo(was.cells().get(k));
                } else {
                    assertThat(cell.purged() || cell.returned() == cohort.users())
                            .isTrue();
                    assertThat(cell.returned())
                            .isLessThanOrEqualTo(was.cells().get(k).returned());
                }
            }
        }
        averagesAreWeightedOverCompleteCells(after);
    }

    @Test
    void answersWithoutCohortsWhereTheStartEventIsUnknown() {
        RetentionReport report = reports(TO)
                .report(RetentionQuery.builder(AppId.DEFAULT, ZoneOffset.UTC)
                        .startEvent("never tracked")
                        .build());
        assertThat(report.cohorts()).isEmpty();
        assertThat(report.average()).isEmpty();
        assertThat(reports(TO)
                        .report(RetentionQuery.builder(new AppId(77), ZoneOffset.UTC)
                                .build())
                        .cohorts())
                .isEmpty();
    }

    @Test
    void columnsGiveTheSameAnswersBeforeAndAfterAPurge() {
        System.out.println("RetentionReportsIT seed " + seed);
        try (ColumnEngine engine = new ColumnEngine(new ReadColumns(events.database(), random), 2, 0)) {
            for (int i = 0; i < 80; i++) {
                if (i == 40) {
                    events.purge(Instant.parse("2026-03-23T00:00:00Z"));
                }
                Clock clock = Clock.fixed(events.instant(FROM, TO.plus(20, ChronoUnit.DAYS)), ZoneOffset.UTC);
                EventNames names = new EventNames(events.database());
                RetentionReports columns = new RetentionReports(
                        events.database(), names, new Segments(events.database(), names, clock), engine, clock);
                RetentionQuery query = randomQuery();
                RetentionReports sql = reports(clock.instant());
                RetentionReport report = columns.report(query);
                assertThat(report).as("seed %d, %s", seed, query).isEqualTo(sql.report(query));
                for (Cohort cohort :
                        report.cohorts().subList(0, Math.min(1, report.cohorts().size()))) {
                    Integer number = random.nextInt(4) == 0
                            ? null
                            : random.nextInt(cohort.cells().size());
                    assertThat(columns.people(query, cohort.start(), number, 1_000))
                            .as("seed %d, %s, %s after %d", seed, query, cohort.start(), number)
                            .isEqualTo(sql.people(query, cohort.start(), number, 1_000));
                }
            }
        }
    }

    private RetentionReports reports(Instant now) {
        return reports(events.database(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private RetentionQuery randomQuery() {
        return RetentionQuery.builder(AppId.DEFAULT, ZONES.get(random.nextInt(ZONES.size())))
                .range(events.period(FROM, TO))
                .period(List.of(CalendarInterval.DAY, CalendarInterval.WEEK, CalendarInterval.MONTH)
                        .get(random.nextInt(3)))
                .weekStart(DayOfWeek.of(1 + random.nextInt(7)))
                .mode(random.nextBoolean() ? RetentionMode.ON : RetentionMode.ON_OR_AFTER)
                .startEvent(name())
                .returnEvent(name())
                .recurring(random.nextInt(3) == 0)
                .rolling(random.nextInt(3) == 0)
                .segment(random.nextInt(3) == 0 ? "buyers" : null)
                .maxPeriods(random.nextBoolean() ? null : random.nextInt(9))
                .build();
    }

    private @Nullable String name() {
        int index = random.nextInt(RandomEvents.NAMES.size() + 2);
        return index < RandomEvents.NAMES.size() ? RandomEvents.NAMES.get(index) : index == 4 ? null : "never tracked";
    }

    private Map<LocalDate, List<Long>> byHand(RetentionQuery query) {
        Instant last = events.all().stream()
                .map(Occurrence::at)
                .max(Instant::compareTo)
                .orElseThrow();
        Map<LocalDate, Map<String, Instant>> cohorts = cohorts(query);
        Map<LocalDate, List<Long>> figures = new TreeMap<>();
        cohorts.forEach((cohort, people) -> {
            List<Long> row = new ArrayList<>(List.of((long) people.size()));
            long periods = distance(cohort, startOf(cohort, query), last, query);
            for (int k = 0; k <= Math.min(periods, query.maxPeriods() == null ? periods : query.maxPeriods()); k++) {
                row.add((long) returned(query, cohorts, cohort, k).size());
            }
            figures.put(cohort, row);
        });
        return figures;
    }

    private Map<LocalDate, Map<String, Instant>> cohorts(RetentionQuery query) {
        Map<LocalDate, Map<String, Instant>> cohorts = new TreeMap<>();
        events.byPerson().forEach((person, history) -> {
            List<Occurrence> starts = history.stream()
                    .filter(event -> is(event, query.startEvent()))
                    .filter(event -> query.segment() == null || buyers.contains(person))
                    .toList();
            if (!query.recurring()) {
                starts = starts.isEmpty() ? starts : starts.subList(0, 1);
            }
            starts.stream()
                    .filter(start -> RandomEvents.isIn(query.range(), start.at()))
                    .forEach(start -> cohorts.computeIfAbsent(
                                    periodOf(start.at(), query), cohort -> new LinkedHashMap<>())
                            .putIfAbsent(person, start.at()));
        });
        return cohorts;
    }

    private Set<String> returned(
            RetentionQuery query, Map<LocalDate, Map<String, Instant>> cohorts, LocalDate cohort, int k) {
        Map<String, List<Occurrence>> histories = events.byPerson();
        Set<String> returned = new HashSet<>();
        cohorts.get(cohort).forEach((person, start) -> {
            for (Occurrence event : histories.get(person)) {
                if (is(event, query.returnEvent()) && !event.at().isBefore(start)) {
                    long at = distance(cohort, start, event.at(), query);
                    if (query.mode() == RetentionMode.ON ? at == k : at >= k) {
                        returned.add(person);
                    }
                }
            }
        });
        return returned;
    }

    private static long distance(LocalDate cohort, Instant start, Instant instant, RetentionQuery query) {
        return query.rolling()
                ? Duration.between(start, instant).dividedBy(length(query))
                : distance(cohort, periodOf(instant, query), query);
    }

    private static Duration length(RetentionQuery query) {
        return Duration.ofDays(
                switch (query.period()) {
                    case WEEK -> 7;
                    case MONTH -> 30;
                    default -> 1;
                });
    }

    private static Instant startOf(LocalDate period, RetentionQuery query) {
        return period.atStartOfDay(query.timezone()).toInstant();
    }

    private static Map<LocalDate, List<Long>> figures(RetentionReport report) {
        Map<LocalDate, List<Long>> figures = new TreeMap<>();
        for (Cohort cohort : report.cohorts()) {
            List<Long> row = new ArrayList<>(List.of(cohort.users()));
            cohort.cells().forEach(cell -> {
                row.add(cell.returned());
                assertThat(cell.percent()).isEqualTo(percent(cell.returned(), cohort.users()));
            });
            figures.put(cohort.start(), row);
        }
        return figures;
    }

    private static Map<LocalDate, List<Boolean>> completeness(RetentionReport report) {
        Map<LocalDate, List<Boolean>> complete = new TreeMap<>();
        report.cohorts()
                .forEach(cohort -> complete.put(
                        cohort.start(),
                        cohort.cells().stream().map(Cell::complete).toList()));
        return complete;
    }

    private static Map<LocalDate, List<Boolean>> ended(RetentionReport report, RetentionQuery query, Instant now) {
        Map<LocalDate, List<Boolean>> ended = new TreeMap<>();
        for (Cohort cohort : report.cohorts()) {
            List<Boolean> row = new ArrayList<>();
            for (int k = 0; k < cohort.cells().size(); k++) {
                Instant end = startOf(cohort.start().plus(query.rolling() ? 1 : k + 1, unit(query)), query);
                if (query.rolling()) {
                    Instant to = query.range().to();
                    end = (to != null && to.isBefore(end) ? to : end)
                            .plus(length(query).multipliedBy(k + 1L));
                }
                row.add(!end.isAfter(now));
            }
            ended.put(cohort.start(), row);
        }
        return ended;
    }

    private static void averagesAreWeightedOverCompleteCells(RetentionReport report) {
        for (int k = 0; k < report.average().size(); k++) {
            long users = 0;
            long returned = 0;
            for (Cohort cohort : report.cohorts()) {
                Optional<Cell> cell = cohort.cells().stream().skip(k).findFirst();
                if (cell.isPresent() && cell.get().complete() && !cell.get().purged()) {
                    users += cohort.users();
                    returned += cell.get().returned();
                }
            }
            RetentionReport.Average average = report.average().get(k);
            assertThat(average.users()).isEqualTo(users);
            assertThat(average.returned()).isEqualTo(returned);
            assertThat(average.percent()).isEqualTo(users == 0 ? null : percent(returned, users));
        }
    }

    private static double percent(long part, long whole) {
        return BigDecimal.valueOf(100 * part)
                .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private static boolean is(Occurrence event, @Nullable String name) {
        return name == null || event.event().equals(name);
    }

    private static LocalDate periodOf(Instant instant, RetentionQuery query) {
        LocalDate day = instant.atZone(query.timezone()).toLocalDate();
        return switch (query.period()) {
            case WEEK ->
                day.minusDays((day.getDayOfWeek().getValue() - query.weekStart().getValue() + 7) % 7);
            case MONTH -> LocalDate.of(day.getYear(), day.getMonth(), 1);
            default -> day;
        };
    }

    private static long distance(LocalDate from, LocalDate to, RetentionQuery query) {
        return unit(query).between(from, to);
    }

    private static ChronoUnit unit(RetentionQuery query) {
        return switch (query.period()) {
            case WEEK -> ChronoUnit.WEEKS;
            case MONTH -> ChronoUnit.MONTHS;
            default -> ChronoUnit.DAYS;
        };
    }

    private static RetentionReports reports(AnalyticsDatabase database, Clock clock) {
        EventNames names = new EventNames(database);
        return new RetentionReports(database, names, new Segments(database, names, clock), clock);
    }

    @Test
    void aSegmentNarrowsTheCohorts() {
        AnalyticsDatabase database = TestDatabase.migrated();
        new TestEvents(database, AppId.DEFAULT)
                .add("ana", "visit", "2026-03-02T10:00:00Z")
                .add("ana", "order", "2026-03-09T10:00:00Z")
                .add("ben", "visit", "2026-03-03T10:00:00Z");
        Clock clock = Clock.fixed(Instant.parse("2026-03-20T00:00:00Z"), ZoneOffset.UTC);
        new Segments(database, new EventNames(database), clock)
                .save(AppId.DEFAULT, "buyers", "Buyers", SegmentRule.did("order"), "test");
        RetentionQuery.Builder query = RetentionQuery.builder(AppId.DEFAULT, ZoneOffset.UTC);

        assertThat(reports(database, clock)
                        .report(query.build())
                        .cohorts()
                        .get(0)
                        .users())
                .isEqualTo(2);
        RetentionReport buyers =
                reports(database, clock).report(query.segment("buyers").build());
        assertThat(buyers.cohorts().get(0).users()).isEqualTo(1);
        assertThat(buyers.cohorts().get(0).cells().get(1).returned()).isEqualTo(1);
    }
}
