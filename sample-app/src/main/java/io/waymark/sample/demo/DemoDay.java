/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.demo;

import static io.waymark.sample.demo.Choice.option;

import io.waymark.analytics.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One day of the shop in UTC. The same day always has the same events, whichever day it is looked at from: weekends and
 * evenings are busier, business goes up and down over the quarter, and some visitors of the weeks before come back.
 */
final class DemoDay {

    private static final int NEW_VISITORS = 260;
    private static final double RETURNING_PER_NEW = 1.0;
    private static final int LONGEST_ABSENCE_DAYS = 56;
    private static final int TRIES_TO_BRING_BACK = 12;

    private static final double[] WEEKDAYS = {1.02, 0.96, 0.94, 0.98, 0.9, 1.14, 1.26};

    private static final int[] HOURS = {
        9, 5, 3, 2, 2, 4, 10, 20, 30, 36, 40, 42, 46, 42, 40, 40, 42, 48, 56, 66, 72, 62, 40, 20
    };

    private static final Choice<Integer> HOUR = new Choice<>(IntStream.range(0, HOURS.length)
            .mapToObj(hour -> option(HOURS[hour], hour))
            .toList());

    private final DemoShop shop;
    private final LocalDate day;
    private final Random random;
    private final long seed;

    DemoDay(DemoShop shop, long seed, LocalDate day) {
        this.shop = shop;
        this.seed = seed;
        this.day = day;
        this.random = new Random(seed ^ day.toEpochDay() * 0x9E3779B97F4A7C15L);
    }

    /** The events of the visits that begin on this day, in the order in which they happen. */
    List<Event> events() {
        List<Event> events = new ArrayList<>();
        int visits = 0;
        int newcomers = newcomers(seed, day);
        for (int number = 0; number < newcomers; number++) {
            events.addAll(visit(DemoVisitor.of(seed, day, number), visits++, true));
        }
        int returning = (int) Math.round(newcomers * RETURNING_PER_NEW);
        for (int i = 0; i < returning; i++) {
            events.addAll(visit(returningVisitor(), visits++, false));
        }
        events.sort(Comparator.comparing(Event::occurredAt));
        return events;
    }

    private static int newcomers(long seed, LocalDate day) {
        double season = 1 + 0.14 * Math.sin(2 * Math.PI * day.toEpochDay() / 91);
        double noise = 0.94 + 0.12 * new Random(seed + day.toEpochDay() * 7919).nextDouble();
        return (int) Math.round(NEW_VISITORS * WEEKDAYS[day.getDayOfWeek().getValue() - 1] * season * noise);
    }

    private List<Event> visit(DemoVisitor visitor, int number, boolean first) {
        return new DemoVisit(shop, visitor, seed + "/" + day + "/" + number, start(), first, random).events();
    }

    private Instant start() {
        return day.atTime(HOUR.pick(random), random.nextInt(60), random.nextInt(60))
                .plusNanos(random.nextInt(1000) * 1_000_000L)
                .toInstant(ZoneOffset.UTC);
    }

    /** Whoever was here lately is likelier to be back than somebody from weeks ago. */
    private DemoVisitor returningVisitor() {
        DemoVisitor visitor = earlierVisitor();
        for (int i = 0; i < TRIES_TO_BRING_BACK && !visitor.comesBack(); i++) {
            visitor = earlierVisitor();
        }
        return visitor;
    }

    private DemoVisitor earlierVisitor() {
        int daysAgo = 1 + (int) Math.floor(Math.pow(random.nextDouble(), 2.2) * LONGEST_ABSENCE_DAYS);
        LocalDate firstDay = day.minusDays(daysAgo);
        return DemoVisitor.of(seed, firstDay, random.nextInt(newcomers(seed, firstDay)));
    }
}
