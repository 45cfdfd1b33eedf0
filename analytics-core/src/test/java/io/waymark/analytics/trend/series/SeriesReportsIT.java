/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ReadColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.reference.RandomEvents.Occurrence;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.trend.series.SeriesReport.Kind;
import io.waymark.analytics.trend.series.SeriesReport.Point;
import io.waymark.analytics.trend.series.SeriesReport.Series;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SeriesReportsIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-05T12:00:00Z"), ZoneOffset.UTC);
    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();

    @BeforeAll
    static void orders() {
        TestEvents events = new TestEvents(DATABASE, APP)
                .add("ana", "order", "2026-03-01T08:00:00Z", "{\"amount\": 10, \"plan\": \"pro\"}")
                .add("ana", "order", "2026-03-01T09:00:00Z", "{\"amount\": 30, \"plan\": \"pro\"}")
                .add("ben", "order", "2026-03-01T10:00:00Z", "{\"amount\": \"many\", \"plan\": \"free\"}")
                .add("ben", "order", "2026-03-03T10:00:00Z", "{\"amount\": 2.5}")
                .add("ana", "order", "2026-03-04T10:00:00Z", "{\"amount\": 7.5, \"plan\": null}")
                .add("cleo", "visit", "2026-03-01T10:00:00Z")
                .add("cleo", "order", "2026-02-27T10:00:00Z", "{\"amount\": 100, \"plan\": \"pro\"}");
        for (int i = 0; i < 23; i++) {
            events.add("dora", "tagged", "2026-03-02T10:00:00Z", "{\"tag\": \"t" + i + "\"}");
        }
        events.add("dora", "tagged", "2026-03-02T11:00:00Z", "{\"tag\": \"t21\"}")
                .add("ben", "tagged", "2026-03-02T11:00:00Z");
    }

    @Test
    void measuresOfEventsAndPeople() {
        assertThat(values(order().measure(Measure.TOTAL, null))).containsExactly(3.0, 0.0, 1.0, 1.0);
        assertThat(values(order().measure(Measure.UNIQUE, null))).containsExactly(2.0, 0.0, 1.0, 1.0);
        assertThat(total(order().measure(Measure.UNIQUE, null))).isEqualTo(2.0);
        assertThat(values(order().measure(Measure.PER_PERSON, null))).containsExactly(1.5, null, 1.0, 1.0);
        assertThat(total(order().measure(Measure.PER_PERSON, null))).isEqualTo(2.5);
    }

    @Test
    void measuresOfANumericPropertyLeaveEverythingElseOut() {
        assertThat(values(order().measure(Measure.SUM, "amount"))).containsExactly(40.0, 0.0, 2.5, 7.5);
        assertThat(values(order().measure(Measure.AVERAGE, "amount"))).containsExactly(20.0, null, 2.5, 7.5);
        assertThat(values(order().measure(Measure.MIN, "amount"))).containsExactly(10.0, null, 2.5, 7.5);
        assertThat(values(order().measure(Measure.MEDIAN, "amount"))).containsExactly(20.0, null, 2.5, 7.5);
        assertThat(total(order().measure(Measure.MEDIAN, "amount"))).isEqualTo(8.75);
        assertThat(values(order().measure(Measure.P95, "amount"))).containsExactly(29.0, null, 2.5, 7.5);
        assertThat(total(order().measure(Measure.MAX, "amount"))).isEqualTo(30.0);
        assertThat(total(order().measure(Measure.SUM, "nothing"))).isZero();
        assertThat(total(order().measure(Measure.AVERAGE, "nothing"))).isNull();
    }

    @Test
    void breakdownHasItsTopValuesThenOtherThenNone() {
        List<Series> tags = reports(DATABASE, CLOCK)
                .report(SeriesQuery.builder(APP, "tagged", march(1, 5), ZoneOffset.UTC)
                        .breakdown("tag")
                        .build())
                .series();

        assertThat(tags).hasSize(22);
        assertThat(tags.get(0)).extracting(Series::value, Series::total).containsExactly("t21", 2.0);
        assertThat(tags.get(1).value()).isEqualTo("t0");
        assertThat(tags.get(20))
                .extracting(Series::kind, Series::value, Series::total)
                .containsExactly(Kind.OTHER, null, 3.0);
        assertThat(tags.get(21))
                .extracting(Series::kind, Series::value, Series::total)
                .containsExactly(Kind.NONE, null, 1.0);
    }

    @Test
    void comparisonHasTheSameSeriesInTheOtherPeriod() {
        SeriesReport report = reports(DATABASE, CLOCK)
                .report(order().breakdown("plan")
                        .comparedWith(march(1, 5).previous(ZoneOffset.UTC))
                        .build());

        assertThat(report.series()).extracting(Series::value).containsExactly("pro", "free", null);
        assertThat(report.series()).extracting(Series::total).containsExactly(2.0, 1.0, 2.0);
        assertThat(report.comparison()).extracting(Series::value).containsExactly("pro", "free");
        assertThat(report.comparison()).extracting(Series::total).containsExactly(1.0, 0.0);
        assertThat(report.comparison().get(0).points()).extracting(Point::value).containsExactly(0.0, 0.0, 1.0, 0.0);
    }

    @Test
    void movingAverageNeedsItsPointsAndLeavesTheOpenOneOut() {
        List<Point> points = reports(DATABASE, CLOCK)
                .report(SeriesQuery.builder(APP, "order", march(1, 6), ZoneOffset.UTC)
                        .movingAverage(2)
                        .build())
                .series()
                .get(0)
                .points();

        assertThat(points).extracting(Point::movingAverage).containsExactly(null, 1.5, 0.5, 1.0, null);
        assertThat(points).extracting(Point::open).containsExactly(false, false, false, false, true);
        assertThat(values(order().measure(Measure.AVERAGE, "amount").movingAverage(2)))
                .hasSize(4);
        assertThat(reports(DATABASE, CLOCK)
                        .report(order().measure(Measure.AVERAGE, "amount")
                                .movingAverage(2)
                                .build())
                        .series()
                        .get(0)
                        .points())
                .extracting(Point::movingAverage)
                .containsExactly(null, 20.0, 2.5, 5.0);
    }

    @Test
    void conditionsAndSegmentsNarrowWhatIsMeasured() {
        new Segments(DATABASE, new EventNames(DATABASE), CLOCK)
                .save(APP, "visitors", "Visitors", SegmentRule.did("visit"), "test");

        assertThat(total(order().where(List.of(PropertyCondition.eq("plan", "pro")))))
                .isEqualTo(2.0);
        assertThat(total(order().segment("visitors"))).isZero();
        assertThat(total(SeriesQuery.builder(APP, null, march(1, 5), ZoneOffset.UTC)
                        .segment("visitors")))
                .isEqualTo(1.0);
    }

    @Test
    void nothingTrackedIsZeroInAPeriodAndNothingWithoutBounds() {
        assertThat(total(SeriesQuery.builder(APP, "never", march(1, 5), ZoneOffset.UTC)))
                .isZero();
        assertThat(reports(DATABASE, CLOCK)
                        .report(SeriesQuery.builder(APP, "never", Period.allTime(), ZoneOffset.UTC)
                                .build())
                        .series())
                .isEmpty();
    }

    @Test
    void randomWorldsAreMeasuredAsByHand() {
        long seed = new Random().nextLong();
        System.out.println("SeriesReportsIT seed " + seed);
        Random random = new Random(seed);
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant from = Instant.parse("2026-03-20T00:00:00Z");
        Instant to = Instant.parse("2026-04-10T00:00:00Z");
        RandomEvents events = RandomEvents.create(random, berlin, from, to, 20, 600);
        events.database().sql("""
            update {schema}.event set properties = properties || jsonb_build_object('amount', dedup % 13 - 2)
            where dedup % 3 <> 0
            """).update();
        Clock clock = Clock.fixed(to, ZoneOffset.UTC);
        EventNames names = new EventNames(events.database());
        Segments segments = new Segments(events.database(), names, clock);
        String buying = RandomEvents.NAMES.get(0);
        segments.save(APP, "buyers", "Buyers", SegmentRule.did(buying), "test");
        Set<String> buyers = events.all().stream()
                .filter(each -> each.event().equals(buying))
                .map(Occurrence::person)
                .collect(Collectors.toSet());
        ColumnEngine engine = new ColumnEngine(new ReadColumns(events.database(), random), 2, 0);
        SeriesReports columns = new SeriesReports(events.database(), names, segments, engine, clock);
        for (int i = 0; i < 60; i++) {
            String event = random.nextInt(3) == 0 ? null : RandomEvents.NAMES.get(random.nextInt(4));
            ZoneId zone = random.nextBoolean() ? berlin : ZoneId.of("America/Havana");
            Measure measure = Measure.values()[random.nextInt(Measure.values().length)];
            Period period = Period.between(
                    events.instant(from, from.plus(Duration.ofDays(8))),
                    events.instant(from.plus(Duration.ofDays(9)), to));
            boolean byPath = random.nextBoolean();
            boolean ofOnePath = random.nextInt(4) == 0;
            boolean ofBuyers = random.nextInt(3) == 0;
            SeriesQuery query = SeriesQuery.builder(APP, event, period, zone)
                    .measure(measure, measure.ofProperty() ? "amount" : null)
                    .interval(CalendarInterval.values()[random.nextInt(4)])
                    .breakdown(byPath ? "path" : null)
                    .where(ofOnePath ? List.of(PropertyCondition.eq("path", "/1")) : List.of())
                    .segment(ofBuyers ? "buyers" : null)
                    .comparedWith(random.nextBoolean() ? period.previous(zone) : null)
                    .movingAverage(1 + random.nextInt(3))
                    .weekStart(DayOfWeek.of(1 + random.nextInt(7)))
                    .build();

            String description = "seed " + seed + ", " + query;
            List<Occurrence> asked = events.all().stream()
                    .filter(each -> event == null || each.event().equals(event))
                    .filter(each -> !ofOnePath || "/1".equals(each.path()))
                    .filter(each -> !ofBuyers || buyers.contains(each.person()))
                    .toList();
            Collection<Integer> nameIds = (event == null ? names.all(APP) : names.find(APP, Set.of(event))).values();
            SeriesReport told = columns.byColumns(query, nameIds).orElseThrow();
            SeriesReport sql = new SeriesReports(events.database(), names, segments, clock).report(query);
            assertByHand(sql, query, asked, description);
            assertThat(told)
                    .as(description)
                    .usingRecursiveComparison()
                    .withComparatorForType(SeriesReportsIT::compareAbout, Double.class)
                    .isEqualTo(sql);
        }
    }

    private static int compareAbout(Double one, Double other) {
        return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one)) ? 0 : Double.compare(one, other);
    }

    private static void assertByHand(
            SeriesReport report, SeriesQuery query, List<Occurrence> events, String description) {
        List<Occurrence> own = during(query.period(), events);
        List<String> labels = query.breakdown() == null ? List.of("ALL") : labels(own);
        assertThat(report.series().stream().map(SeriesReportsIT::label).toList())
                .as(description)
                .isEqualTo(labels);
        assertByHand(report.series(), query, own, labels, description);
        Period comparison = query.comparison();
        if (comparison != null) {
            assertByHand(report.comparison(), query, during(comparison, events), labels, description + ", before");
        }
    }

    private static List<Occurrence> during(Period period, List<Occurrence> events) {
        return events.stream()
                .filter(each -> RandomEvents.isIn(period, each.at()))
                .toList();
    }

    private static void assertByHand(
            List<Series> series, SeriesQuery query, List<Occurrence> asked, List<String> labels, String description) {
        for (Series each : series) {
            List<Occurrence> own = asked.stream()
                    .filter(occurrence -> query.breakdown() == null
                            || place(occurrence, labels).equals(label(each)))
                    .toList();
            isClose(each.total(), byHand(query.measure(), own), description);
            for (Point point : each.points()) {
                isClose(
                        point.value(),
                        byHand(
                                query.measure(),
                                own.stream()
                                        .filter(occurrence ->
                                                start(query, occurrence).equals(point.start()))
                                        .toList()),
                        description + ", " + label(each) + ", " + point);
            }
            assertThat(each.points().stream().map(Point::start).toList())
                    .as(description)
                    .containsAll(own.stream()
                            .map(occurrence -> start(query, occurrence))
                            .toList());
        }
    }

    private static ZonedDateTime start(SeriesQuery query, Occurrence event) {
        return query.interval().startOf(event.at(), query.timezone(), query.weekStart());
    }

    /** A value that only the time before had is one of the others there. */
    private static String place(Occurrence event, List<String> labels) {
        String label = label(event);
        return label.equals("NONE") || labels.contains(label) ? label : "OTHER";
    }

    private static List<String> labels(List<Occurrence> events) {
        Map<String, Long> counts =
                events.stream().collect(Collectors.groupingBy(SeriesReportsIT::label, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> entry) ->
                                entry.getKey().equals("NONE") ? 1 : 0)
                        .thenComparing(
                                Map.Entry.<String, Long>comparingByValue().reversed())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String label(Occurrence event) {
        return event.path() == null ? "NONE" : event.path();
    }

    private static String label(Series series) {
        return series.value() == null ? series.kind().name() : series.value();
    }

    private static @Nullable Double byHand(Measure measure, List<Occurrence> events) {
        double people = events.stream().map(Occurrence::person).distinct().count();
        List<Double> numbers = events.stream()
                .filter(event -> event.order() % 3 != 0)
                .map(event -> (double) (event.order() % 13 - 2))
                .sorted()
                .toList();
        return switch (measure) {
            case TOTAL -> (double) events.size();
            case UNIQUE -> people;
            case PER_PERSON -> people == 0 ? null : (Double) (events.size() / people);
            case SUM -> numbers.stream().mapToDouble(Double::doubleValue).sum();
            case AVERAGE ->
                numbers.isEmpty()
                        ? null
                        : (Double) numbers.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow();
            case MIN -> percentile(numbers, 0);
            case MEDIAN -> percentile(numbers, 0.5);
            case P95 -> percentile(numbers, 0.95);
            case MAX -> percentile(numbers, 1);
        };
    }

    private static @Nullable Double percentile(List<Double> sorted, double share) {
        if (sorted.isEmpty()) {
            return null;
        }
        double place = share * (sorted.size() - 1);
        double below = sorted.get((int) Math.floor(place));
        return below + (sorted.get((int) Math.ceil(place)) - below) * (place - Math.floor(place));
    }

    private static void isClose(@Nullable Double value, @Nullable Double expected, String description) {
        if (expected == null) {
            assertThat(value).as(description).isNull();
        } else {
            assertThat(value).as(description).isCloseTo(expected, within(1e-9));
        }
    }

    private static SeriesQuery.Builder order() {
        return SeriesQuery.builder(APP, "order", march(1, 5), ZoneOffset.UTC);
    }

    private static List<@Nullable Double> values(SeriesQuery.Builder query) {
        return reports(DATABASE, CLOCK).report(query.build()).series().get(0).points().stream()
                .map(Point::value)
                .collect(Collectors.toList());
    }

    private static @Nullable Double total(SeriesQuery.Builder query) {
        return Objects.requireNonNull(
                        reports(DATABASE, CLOCK).report(query.build()).series().get(0))
                .total();
    }

    private static Period march(int first, int end) {
        return Period.between(
                Instant.parse("2026-03-0%dT00:00:00Z".formatted(first)),
                Instant.parse("2026-03-0%dT00:00:00Z".formatted(end)));
    }

    private static SeriesReports reports(AnalyticsDatabase database, Clock clock) {
        EventNames names = new EventNames(database);
        return new SeriesReports(database, names, new Segments(database, names, clock), clock);
    }
}
