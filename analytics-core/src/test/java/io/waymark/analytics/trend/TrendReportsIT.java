/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.ReadColumns;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.reference.RandomEvents.Occurrence;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.trend.OverviewReport.TopEvent;
import io.waymark.analytics.trend.TrendReport.Point;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrendReportsIT {

    private static final Instant FROM = Instant.parse("2026-03-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-10T00:00:00Z");
    private static final List<ZoneId> ZONES = List.of(
            ZoneOffset.UTC,
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/Havana"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kathmandu"));

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomEvents events =
            RandomEvents.create(random, ZONES.get(random.nextInt(ZONES.size())), FROM, TO, 30, 700);

    @Test
    void countsAsACountByHandDoesWhateverIsRolledUp() {
        System.out.println("TrendReportsIT seed " + seed);
        Set<String> buyers = events.segment("buyers", "order", 6);
        for (int i = 0; i < 60; i++) {
            switch (random.nextInt(6)) {
                case 0 -> events.rollUp(false);
                case 1 -> {
                    events.add(FROM, TO, 30, 5);
                    buyers = events.segment("buyers", "order", 6);
                }
                default -> {}
            }
            Instant now = events.instant(FROM, TO.plus(Duration.ofDays(9)));
            TrendQuery query = new TrendQuery(
                    AppId.DEFAULT,
                    name(),
                    events.period(FROM, TO),
                    CalendarInterval.values()[random.nextInt(4)],
                    random.nextBoolean() ? events.zone() : ZONES.get(random.nextInt(ZONES.size())),
                    DayOfWeek.of(1 + random.nextInt(7)),
                    i % 3 == 0 ? "buyers" : null);
            String description = "seed " + seed + ", " + query + ", app in " + events.zone() + ", at " + now;
            TrendReport report = reports(now).trend(query);
            assertThat(counts(report))
                    .as(description)
                    .isEqualTo(byHand(query, query.segment() == null ? null : buyers));
            assertThat(report.points()).as(description).noneMatch(Point::purged);
            pointsFollowEachOther(query, report, now, description);
        }
    }

    @Test
    void columnsGiveTheSameAnswersBeforeAndAfterAPurge() {
        System.out.println("TrendReportsIT seed " + seed);
        try (ColumnEngine engine = new ColumnEngine(new ReadColumns(events.database(), random), 2, 0)) {
            events.segment("buyers", "order", 6);
            for (int i = 0; i < 60; i++) {
                if (i == 30) {
                    events.purge(Instant.parse("2026-03-30T00:00:00Z"));
                }
                Clock clock = Clock.fixed(events.instant(FROM, TO.plus(Duration.ofDays(9))), ZoneOffset.UTC);
                TrendReports sql = reports(clock.instant());
                TrendReports columns =
                        new TrendReports(events.database(), new EventNames(events.database()), engine, clock);
                Period period = events.period(FROM, TO);
                String name = name();
                TrendQuery query = new TrendQuery(
                        AppId.DEFAULT,
                        name,
                        period,
                        CalendarInterval.values()[random.nextInt(4)],
                        random.nextBoolean() ? events.zone() : ZONES.get(random.nextInt(ZONES.size())),
                        DayOfWeek.of(1 + random.nextInt(7)),
                        random.nextBoolean() ? "buyers" : null);
                String description = "seed " + seed + ", " + query + ", app in " + events.zone();
                assertThat(columns.trend(query)).as(description).isEqualTo(sql.trend(query));
                assertThat(columns.people(AppId.DEFAULT, name, period))
                        .as(description)
                        .isEqualTo(sql.people(AppId.DEFAULT, name, period));
                assertThat(columns.who(AppId.DEFAULT, name, period, 50))
                        .as(description)
                        .isEqualTo(sql.who(AppId.DEFAULT, name, period, 50));
                assertThat(columns.who(AppId.DEFAULT, name, period, "buyers", 50))
                        .as(description)
                        .isEqualTo(sql.who(AppId.DEFAULT, name, period, "buyers", 50));
                assertThat(columns.events(AppId.DEFAULT, period))
                        .as(description)
                        .isEqualTo(sql.events(AppId.DEFAULT, period));
                OverviewQuery overview = OverviewQuery.of(AppId.DEFAULT, period)
                        .segment(query.segment())
                        .comparedWith(random.nextBoolean() ? events.period(FROM, TO) : null);
                assertThat(columns.overview(overview)).as(description).isEqualTo(sql.overview(overview));
            }
        }
    }

    @Test
    void takesWholeDaysWithoutADirtyMarkFromTheAggregatesAndOthersFromRawEvents() {
        events.rollUp(true);
        events.add(FROM.plus(Duration.ofDays(3)), FROM.plus(Duration.ofDays(4)), 30, 3);
        events.database()
                .sql("update {schema}.daily_aggregate set events = events + 1000000")
                .update();
        List<LocalDate> dirty = events.database()
                .sql("select day from {schema}.dirty where app_id = 1")
                .query(LocalDate.class)
                .list();
        // Claimed by a rollup that is under way: not to be trusted either.
        events.database().sql("update {schema}.dirty set claimed = true").update();

        TrendReport days = reports(TO).trend(query(null, CalendarInterval.DAY, events.zone(), Period.allTime()));
        TrendReport hours = reports(TO).trend(query(null, CalendarInterval.HOUR, events.zone(), Period.allTime()));

        assertThat(dirty).isNotEmpty();
        assertThat(days.points()).allSatisfy(point -> {
            boolean fromAggregates = point.count() >= 1_000_000;
            assertThat(fromAggregates)
                    .isEqualTo(
                            point.count() > 0 && !dirty.contains(point.start().toLocalDate()));
        });
        assertThat(hours.points().stream().mapToLong(Point::count).sum())
                .isEqualTo(events.all().size());
    }

    @Test
    void keepsTheCountsOfPurgedDays() {
        Period range = Period.between(FROM.minus(Duration.ofDays(2)), TO.plus(Duration.ofDays(2)));
        TrendQuery daily = query("cart", CalendarInterval.DAY, events.zone(), range);
        TrendQuery weekly = query(null, CalendarInterval.WEEK, events.zone(), range);
        TrendReport daysBefore = reports(TO).trend(daily);
        TrendReport weeksBefore = reports(TO).trend(weekly);
        OverviewReport overviewBefore = reports(TO).overview(OverviewQuery.of(AppId.DEFAULT, range));

        events.purge(Instant.parse("2026-03-30T00:00:00Z"));

        assertThat(reports(TO).trend(daily)).as("seed %d", seed).isEqualTo(daysBefore);
        List<Point> weeks = reports(TO).trend(weekly).points();
        assertThat(weeks).anyMatch(Point::purged).anyMatch(point -> !point.purged());
        for (int i = 0; i < weeks.size(); i++) {
            Point was = weeksBefore.points().get(i);
            assertThat(weeks.get(i).count()).isEqualTo(was.count());
            assertThat(weeks.get(i).users()).isBetween(was.users() == 0 ? 0 : 1L, was.users());
            assertThat(weeks.get(i).purged() || weeks.get(i).equals(was)).isTrue();
        }
        OverviewReport overview = reports(TO).overview(OverviewQuery.of(AppId.DEFAULT, range));
        assertThat(overview.figures().purged()).isTrue();
        assertThat(overview.figures().events())
                .isEqualTo(overviewBefore.figures().events());
        assertThat(overview.topEvents().stream().map(TopEvent::count).toList())
                .isEqualTo(
                        overviewBefore.topEvents().stream().map(TopEvent::count).toList());
        Period kept = Period.between(Instant.parse("2026-04-01T00:00:00Z"), TO);
        assertThat(reports(TO)
                        .overview(OverviewQuery.of(AppId.DEFAULT, kept))
                        .figures()
                        .purged())
                .isFalse();
    }

    @Test
    void overviewCountsAsACountByHandDoes() {
        Set<String> buyers = events.segment("buyers", "order", 6);
        for (int i = 0; i < 20; i++) {
            Period period = events.period(FROM, TO);
            Period other = events.period(FROM, TO);
            String segment = i % 2 == 0 ? null : "buyers";
            Set<String> only = segment == null ? null : buyers;
            OverviewReport report = reports(TO)
                    .overview(OverviewQuery.of(AppId.DEFAULT, period)
                            .comparedWith(other)
                            .segment(segment)
                            .limit(3));
            isAsByHand(report.figures(), period, only);
            isAsByHand(report.comparison(), other, only);
            assertThat(report.topEvents())
                    .isEqualTo(in(period, only).collect(Collectors.groupingBy(Occurrence::event)).entrySet().stream()
                            .map(event -> new TopEvent(
                                    event.getKey(), event.getValue().size(), people(event.getValue())))
                            .sorted(Comparator.comparingLong(TopEvent::count)
                                    .reversed()
                                    .thenComparing(TopEvent::event))
                            .limit(3)
                            .toList());
        }
    }

    @Test
    void ofASegmentOnlyWhatIsKeptIsCounted() {
        Set<String> buyers = events.segment("buyers", "order", 6);
        Instant purge = Instant.parse("2026-03-30T00:00:00Z");
        Instant kept = firstKept(purge);
        events.purge(purge);
        Set<String> left = buyersSince(purge);
        Period range = Period.between(FROM.minus(Duration.ofDays(2)), TO.plus(Duration.ofDays(2)));
        OverviewReport.Figures figures = reports(TO)
                .overview(OverviewQuery.of(AppId.DEFAULT, range).segment("buyers"))
                .figures();
        TrendReport trend = reports(TO)
                .trend(new TrendQuery(
                        AppId.DEFAULT, null, range, CalendarInterval.DAY, events.zone(), DayOfWeek.MONDAY, "buyers"));

        assertThat(buyers).containsAll(left);
        long expected = in(new Period(kept, null), left).count();
        assertThat(figures.purged()).isTrue();
        assertThat(figures.events()).as("seed %d", seed).isEqualTo(expected);
        assertThat(trend.points().stream().mapToLong(Point::count).sum()).isEqualTo(expected);
        assertThat(trend.points())
                .filteredOn(point -> point.start().toInstant().isBefore(kept))
                .allMatch(point -> point.count() == 0)
                .anyMatch(Point::purged);
    }

    /** Whole days of the app are counted from raw events, or not at all. */
    private Instant firstKept(Instant purge) {
        ZonedDateTime start = purge.atZone(events.zone()).toLocalDate().atStartOfDay(events.zone());
        return start.toInstant().isBefore(purge)
                ? start.toLocalDate().plusDays(1).atStartOfDay(events.zone()).toInstant()
                : start.toInstant();
    }

    private Set<String> buyersSince(Instant start) {
        return in(new Period(start, null))
                .filter(event -> event.event().equals("order"))
                .collect(Collectors.groupingBy(Occurrence::person, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(person -> person.getValue() >= 6)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Test
    void refusesASegmentThatIsNotStored() {
        assertThatThrownBy(() -> reports(TO)
                        .overview(OverviewQuery.of(AppId.DEFAULT, Period.allTime())
                                .segment("nobody")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/segment");
    }

    @Test
    void listsEveryEventNameWithItsVolumeAndWhenItWasSeenLast() {
        events.database()
                .sql("update {schema}.event_name set category = 'shop', description = 'A basket', active = false"
                        + " where name = 'cart'")
                .update();
        for (Period period :
                List.of(Period.allTime(), new Period(null, FROM), Period.between(FROM, FROM.plusSeconds(90_000)))) {
            List<EventSummary> summaries = reports(TO).events(AppId.DEFAULT, period);
            assertThat(summaries)
                    .extracting(EventSummary::event)
                    .containsExactlyInAnyOrderElementsOf(RandomEvents.NAMES);
            assertThat(summaries)
                    .isSortedAccordingTo(Comparator.comparingLong(EventSummary::count)
                            .reversed()
                            .thenComparing(EventSummary::event));
            for (EventSummary summary : summaries) {
                List<Occurrence> all = events.all().stream()
                        .filter(event -> event.event().equals(summary.event()))
                        .toList();
                List<Occurrence> counted = all.stream()
                        .filter(event -> RandomEvents.isIn(period, event.at()))
                        .toList();
                assertThat(summary.count()).isEqualTo(counted.size());
                assertThat(summary.users()).isEqualTo(people(counted));
                assertThat(summary.lastSeen())
                        .isEqualTo(all.stream()
                                .map(Occurrence::at)
                                .max(Instant::compareTo)
                                .orElseThrow());
                assertThat(summary.active()).isEqualTo(!summary.event().equals("cart"));
            }
        }
    }

    @Test
    void listsTheLatestEventsInOrderOfIngest() {
        List<Occurrence> latestFirst = events.all().stream()
                .sorted(Comparator.comparingLong(Occurrence::order).reversed())
                .toList();
        List<LatestEvent> latest = reports(TO).latestEvents(AppId.DEFAULT, 20, 0);
        assertThat(latest).hasSize(20);
        for (int i = 0; i < latest.size(); i++) {
            Occurrence occurrence = latestFirst.get(i);
            assertThat(latest.get(i).event().name()).isEqualTo(occurrence.event());
            assertThat(events.personOf(latest.get(i).event().distinctId())).isEqualTo(occurrence.person());
            assertThat(latest.get(i).event().occurredAt()).isEqualTo(occurrence.at());
            assertThat(latest.get(i).event().properties())
                    .isEqualTo(occurrence.path() == null ? Map.of() : Map.of("path", occurrence.path()));
        }
        assertThat(reports(TO).latestEvents(AppId.DEFAULT, 20, latest.get(5).seq()))
                .isEqualTo(latest.subList(0, 5));
        assertThat(reports(TO).latestEvents(AppId.DEFAULT, 10_000, 0))
                .hasSize(events.all().size());
        assertThat(reports(TO).latestEvents(new AppId(77), 20, 0)).isEmpty();
    }

    @Test
    void breaksAnEventDownByItsProperties() {
        Set<String> buyers = events.segment("buyers", "order", 6);
        for (int i = 0; i < 10; i++) {
            Period period = events.period(FROM, TO);
            String segment = i % 2 == 0 ? null : "buyers";
            List<Occurrence> carts = in(period)
                    .filter(event -> segment == null || buyers.contains(event.person()))
                    .filter(event -> event.event().equals("cart") && event.path() != null)
                    .toList();
            List<PropertyReport.Value> values =
                    carts.stream().collect(Collectors.groupingBy(Occurrence::path)).entrySet().stream()
                            .map(value -> new PropertyReport.Value(
                                    value.getKey(), value.getValue().size(), people(value.getValue())))
                            .sorted(Comparator.comparingLong(PropertyReport.Value::count)
                                    .reversed()
                                    .thenComparing(PropertyReport.Value::value))
                            .toList();
            assertThat(reports(TO)
                            .properties(new PropertyQuery(AppId.DEFAULT, "cart", period, segment))
                            .properties())
                    .isEqualTo(
                            carts.isEmpty()
                                    ? List.of()
                                    : List.of(new PropertyReport.Property(
                                            "path", carts.size(), values.size(), values, null)));
        }
        assertThat(reports(TO)
                        .properties(new PropertyQuery(AppId.DEFAULT, "never tracked", Period.allTime()))
                        .properties())
                .isEmpty();
    }

    @Test
    void measuresTheNumbersAmongTheValuesOfAProperty() {
        events.database()
                .sql("update {schema}.event set properties = '{\"none\": null, \"tags\": [\"a\"]}'::jsonb")
                .update();
        List<String> values = List.of("1", "2", "3", "10", "\"ten\"", "1e400", "true");
        for (int i = 0; i < values.size(); i++) {
            events.database()
                    .sql(
                            "update {schema}.event set properties = jsonb_build_object('price', :value::jsonb) where seq = :seq")
                    .param("value", values.get(i))
                    .param("seq", seqOfOrder(i))
                    .update();
        }
        List<PropertyReport.Property> properties = RandomEvents.NAMES.stream()
                .flatMap(name ->
                        reports(TO)
                                .properties(new PropertyQuery(AppId.DEFAULT, name, Period.allTime()))
                                .properties()
                                .stream())
                .toList();
        assertThat(properties).extracting(PropertyReport.Property::key).containsOnly("price", "tags");
        assertThat(properties.stream()
                        .filter(property -> property.key().equals("price"))
                        .mapToLong(PropertyReport.Property::events)
                        .sum())
                .isEqualTo(values.size());
        assertThat(properties.stream()
                        .filter(property -> property.numbers() != null)
                        .mapToLong(property -> property.numbers().count())
                        .sum())
                .isEqualTo(4);
        assertThat(properties.stream()
                        .filter(property -> property.numbers() != null)
                        .mapToDouble(property -> property.numbers().max())
                        .max())
                .hasValueCloseTo(10.0, within(0.0));
    }

    @Test
    void columnsBreakAnEventDownAsTheEventTableDoes() {
        System.out.println("TrendReportsIT seed " + seed);
        events.database().sql("""
                        update {schema}.event set properties = (array[
                          '{}', '{"price": 1, "plan": "pro"}', '{"price": 1.0, "plan": null}', '{"price": "1"}',
                          '{"price": 1e400}', '{"plan": "free", "tags": ["a"]}', '{"plan": "\u00e9\u0130", "price": -3.25}',
                          '{"plan": "\ud83d\ude00"}', '{"plan": "\uffee"}', '{"price": 12, "done": true}'
                          ])[1 + seq * 7919 % 10]::jsonb
                        """).update();
        Clock clock = Clock.fixed(TO, ZoneOffset.UTC);
        ChunkSettings settings = new ChunkSettings() {};
        ChunkRollup rollup = new ChunkRollup(events.database(), settings, clock);
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(events.database(), settings, clock), 2, 0)) {
            EventNames names = new EventNames(events.database());
            TrendReports columns = new TrendReports(events.database(), names, engine, clock);
            events.segment("buyers", "order", 6);
            for (int round = 0; round < 4; round++) {
                rollup.rollUp();
                for (String name : RandomEvents.NAMES) {
                    Period period = round == 0 ? Period.allTime() : events.period(FROM, TO);
                    PropertyQuery query =
                            new PropertyQuery(AppId.DEFAULT, name, period, random.nextBoolean() ? "buyers" : null);
                    assertThat(columns.properties(query))
                            .as("seed " + seed + ", " + query)
                            .isEqualTo(reports(TO).properties(query));
                    // The first report says that it wants to know the keys, the second that it wants these.
                    Segments segments = new Segments(events.database(), names, clock);
                    assertThat(new ColumnProperties(
                                            events.database(),
                                            engine,
                                            segments,
                                            new PropertyBreakdown(events.database(), segments))
                                    .of(
                                            new PropertyQuery(AppId.DEFAULT, name, Period.allTime()),
                                            names.find(AppId.DEFAULT, Set.of(name))
                                                    .values())
                                    .isPresent())
                            .isEqualTo(round > 1);
                }
            }
        }
    }

    @Test
    void refusesMorePointsThanAnybodyCanRead() {
        Period century = Period.between(Instant.parse("1926-01-01T00:00:00Z"), TO);
        assertThatThrownBy(() -> reports(TO).trend(query(null, CalendarInterval.HOUR, ZoneOffset.UTC, century)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/from");
    }

    @Test
    void answersWithZerosWhereTheEventIsUnknown() {
        TrendReport report = reports(TO)
                .trend(query("never tracked", CalendarInterval.DAY, ZoneOffset.UTC, Period.between(FROM, TO)));
        assertThat(report.points()).hasSize(21).allMatch(point -> point.count() == 0 && point.users() == 0);
        assertThat(reports(TO)
                        .trend(query("never tracked", CalendarInterval.DAY, ZoneOffset.UTC, Period.allTime()))
                        .points())
                .isEmpty();
    }

    private TrendReports reports(Instant now) {
        return new TrendReports(events.database(), new EventNames(events.database()), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static TrendQuery query(@Nullable String event, CalendarInterval interval, ZoneId zone, Period period) {
        return new TrendQuery(AppId.DEFAULT, event, period, interval, zone, DayOfWeek.MONDAY);
    }

    private long seqOfOrder(int order) {
        return events.database()
                .sql("select min(seq) + :order from {schema}.event")
                .param("order", order)
                .query(Long.class)
                .single();
    }

    private @Nullable String name() {
        int index = random.nextInt(RandomEvents.NAMES.size() + 1);
        return index < RandomEvents.NAMES.size() ? RandomEvents.NAMES.get(index) : null;
    }

    private Stream<Occurrence> in(Period period) {
        return in(period, null);
    }

    private Stream<Occurrence> in(Period period, @Nullable Set<String> only) {
        return events.all().stream()
                .filter(event -> only == null || only.contains(event.person()))
                .filter(event -> RandomEvents.isIn(period, event.at()));
    }

    private static long people(List<Occurrence> occurrences) {
        return occurrences.stream().map(Occurrence::person).distinct().count();
    }

    private void isAsByHand(OverviewReport.Figures figures, Period period, @Nullable Set<String> only) {
        List<List<Occurrence>> sessions = events.sessions(period, null, RandomEvents.TIMEOUT).stream()
                .filter(session -> only == null || only.contains(session.get(0).person()))
                .toList();
        assertThat(figures.events()).isEqualTo(in(period, only).count());
        assertThat(figures.users()).isEqualTo(people(in(period, only).toList()));
        assertThat(figures.sessions()).isEqualTo(sessions.size());
        long bounces = sessions.stream().filter(session -> session.size() == 1).count();
        assertThat(figures.bounceRate())
                .isEqualTo(sessions.isEmpty() ? 0 : 100.0 * bounces / sessions.size(), within(1e-9));
        assertThat(figures.averageDurationSeconds())
                .isEqualTo(
                        sessions.stream()
                                        .mapToLong(session -> Duration.between(
                                                        session.get(0).at(),
                                                        session.get(session.size() - 1)
                                                                .at())
                                                .toMillis())
                                        .average()
                                        .orElse(0)
                                / 1000,
                        within(1e-9));
        assertThat(figures.purged()).isFalse();
    }

    private Map<String, List<Long>> byHand(TrendQuery query, @Nullable Set<String> only) {
        Map<String, List<Occurrence>> byPoint = in(query.period(), only)
                .filter(event -> query.event() == null || event.event().equals(query.event()))
                .collect(Collectors.groupingBy(event -> pointOf(event.at().atZone(query.timezone()), query)));
        Map<String, List<Long>> counts = new TreeMap<>();
        byPoint.forEach((point, events) -> counts.put(point, List.of((long) events.size(), people(events))));
        return counts;
    }

    private static Map<String, List<Long>> counts(TrendReport report) {
        Map<String, List<Long>> counts = new TreeMap<>();
        for (Point point : report.points()) {
            if (point.count() > 0) {
                String start = report.interval() == CalendarInterval.HOUR
                        ? hour(point.start())
                        : point.start().toLocalDate().toString();
                counts.put(start, List.of(point.count(), point.users()));
            }
        }
        return counts;
    }

    private static String pointOf(ZonedDateTime time, TrendQuery query) {
        LocalDate day = time.toLocalDate();
        return switch (query.interval()) {
            case HOUR -> hour(time);
            case DAY -> day.toString();
            case WEEK ->
                day.minusDays((day.getDayOfWeek().getValue() - query.weekStart().getValue() + 7) % 7)
                        .toString();
            case MONTH -> day.withDayOfMonth(1).toString();
        };
    }

    // An hour that the clocks repeat is told apart by its offset.
    private static String hour(ZonedDateTime time) {
        return time.toLocalDate() + " " + time.getHour() + " " + time.getOffset();
    }

    private static void pointsFollowEachOther(TrendQuery query, TrendReport report, Instant now, String description) {
        for (int i = 0; i < report.points().size(); i++) {
            Point point = report.points().get(i);
            ZonedDateTime next = i + 1 < report.points().size()
                    ? report.points().get(i + 1).start()
                    : query.interval().next(point.start());
            LocalDate day = point.start().toLocalDate();
            switch (query.interval()) {
                case HOUR ->
                    assertThat(Duration.between(point.start(), next))
                            .as(description)
                            .isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
                case DAY ->
                    assertThat(next).as(description).isEqualTo(day.plusDays(1).atStartOfDay(query.timezone()));
                case WEEK ->
                    assertThat(next).as(description).isEqualTo(day.plusDays(7).atStartOfDay(query.timezone()));
                case MONTH ->
                    assertThat(next).as(description).isEqualTo(day.plusMonths(1).atStartOfDay(query.timezone()));
            }
            assertThat(point.open()).as(description).isEqualTo(next.toInstant().isAfter(now));
        }
        if (query.period().from() != null && !report.points().isEmpty()) {
            assertThat(report.points().get(0).start().toInstant())
                    .as(description)
                    .isBeforeOrEqualTo(query.period().from());
        }
        if (query.period().to() != null && !report.points().isEmpty()) {
            Point last = report.points().get(report.points().size() - 1);
            assertThat(last.start().toInstant())
                    .as(description)
                    .isBefore(query.period().to());
            assertThat(query.interval().next(last.start()).toInstant())
                    .as(description)
                    .isAfterOrEqualTo(query.period().to());
        }
    }
}
