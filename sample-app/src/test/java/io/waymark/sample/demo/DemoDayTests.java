/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Event;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.assign.ExposureEvent;
import io.waymark.sample.catalog.Money;
import io.waymark.sample.catalog.Plant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoDayTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private static final DemoShop SHOP = new DemoShop(
            IntStream.range(0, 16)
                    .mapToObj(n -> new Plant(
                            "plant-" + n, "Plant " + n, "", "Category", "", "", new Money(1000 + n * 100), "", ""))
                    .toList(),
            (visitor, at) -> new Assignment("checkout-button", variant(visitor), 1, Assignment.Reason.ASSIGNED));

    private static String variant(String visitor) {
        return visitor.hashCode() % 2 == 0 ? "control" : "with-price";
    }

    @Test
    void theSameDayAlwaysHasTheSameEvents() {
        assertThat(day(MONDAY)).isEqualTo(day(MONDAY));
    }

    @Test
    void anotherSeedIsAnotherDay() {
        assertThat(new DemoDay(SHOP, 2, MONDAY).events()).isNotEqualTo(day(MONDAY));
    }

    @Test
    void eventIdsAreUniqueAcrossDays() {
        List<Event> events = events(MONDAY, 14);

        assertThat(events).extracting(Event::eventId).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    void eventsComeInOrderAndBeginOnTheirDay() {
        List<Event> events = day(MONDAY);

        assertThat(events).isSortedAccordingTo(Comparator.comparing(Event::occurredAt));
        assertThat(events.get(0).occurredAt()).isAfterOrEqualTo(start(MONDAY));
        assertThat(events.get(events.size() - 1).occurredAt()).isBefore(start(MONDAY.plusDays(2)));
    }

    @Test
    void nineWeeksAreMoreThanAHundredThousandEvents() {
        assertThat(events(MONDAY, 63)).hasSizeBetween(120_000, 220_000);
    }

    @Test
    void sundaysAreBusierThanWednesdays() {
        assertThat(day(MONDAY.plusDays(6)))
                .hasSizeGreaterThan(day(MONDAY.plusDays(2)).size());
    }

    @Test
    void everyStepOfTheFunnelLosesPeople() {
        Map<String, Set<String>> people = events(MONDAY, 14).stream()
                .collect(Collectors.groupingBy(Event::name, Collectors.mapping(Event::distinctId, Collectors.toSet())));

        List<Integer> steps = List.of("product_viewed", "cart_added", "checkout_started", "order_placed").stream()
                .map(people::get)
                .map(Set::size)
                .toList();
        assertThat(steps).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
        assertThat(steps.get(3)).isGreaterThan(steps.get(0) / 50);
    }

    @Test
    void visitorsComeBackInTheFollowingWeeks() {
        Set<String> firstWeek = people(events(MONDAY, 7));
        Set<String> thirdWeek = people(events(MONDAY.plusDays(14), 7));

        long back = firstWeek.stream().filter(thirdWeek::contains).count();
        assertThat(back * 100 / firstWeek.size()).isBetween(3L, 30L);
    }

    @Test
    void whoeverSeesThePriceOnTheButtonOrdersMoreOften() {
        List<Event> events = events(MONDAY, 49);
        Map<String, Set<String>> exposed = events.stream()
                .filter(event -> event.name().equals(ExposureEvent.NAME))
                .map(Event::distinctId)
                .collect(Collectors.groupingBy(DemoDayTests::variant, Collectors.toSet()));
        Set<String> buyers = people(events.stream()
                .filter(event -> event.name().equals("order_placed"))
                .toList());
        Function<String, Double> rate = variant ->
                exposed.get(variant).stream().filter(buyers::contains).count()
                        / (double) exposed.get(variant).size();

        assertThat(rate.apply("with-price")).isGreaterThan(rate.apply("control") + 0.03);
    }

    private static List<Event> day(LocalDate day) {
        return new DemoDay(SHOP, 1, day).events();
    }

    private static List<Event> events(LocalDate from, int days) {
        return IntStream.range(0, days)
                .mapToObj(from::plusDays)
                .flatMap(day -> day(day).stream())
                .toList();
    }

    private static Set<String> people(List<Event> events) {
        return events.stream().map(Event::distinctId).collect(Collectors.toSet());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
