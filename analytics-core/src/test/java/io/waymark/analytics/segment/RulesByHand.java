/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.reference.RandomEvents.Occurrence;
import io.waymark.analytics.segment.SegmentRule.FirstTime;
import io.waymark.analytics.segment.SegmentRule.InLifecycle;
import io.waymark.analytics.segment.SegmentRule.InLifecycle.State;
import io.waymark.analytics.segment.SegmentRule.Sequence;
import io.waymark.analytics.segment.SegmentRule.When;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up rules over {@link RandomEvents}, and who is in them, as plainly as can be. */
final class RulesByHand {

    private static final String PATH = "path";

    private RulesByHand() {}

    /** A rule, of several conditions up to some depth. */
    static SegmentRule combined(Random random, RandomEvents events, ZoneId zone, Instant from, Instant to, int depth) {
        int choice = depth == 0 ? 0 : random.nextInt(6);
        List<SegmentRule> parts = new ArrayList<>();
        for (int part = 0; choice > 2 && part < 2; part++) {
            parts.add(combined(random, events, zone, from, to, depth - 1));
        }
        return switch (choice) {
            case 3 -> new SegmentRule.And(parts);
            case 4 -> new SegmentRule.Or(parts);
            case 5 -> new SegmentRule.Not(parts.get(0));
            default -> rule(random, events, zone, from, to);
        };
    }

    private static List<PropertyCondition> conditions(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of(PropertyCondition.eq(PATH, "/1"));
            case 1 -> List.of(new PropertyCondition(PATH, Operator.NE, "/1"));
            case 2 -> List.of(new PropertyCondition(PATH, Operator.NOT_EXISTS, null));
            default -> List.of();
        };
    }

    private static boolean isOf(EventFilter filter, Occurrence event) {
        String path = event.path();
        return event.event().equals(filter.event())
                && filter.where().stream().allMatch(condition -> switch (condition.operator()) {
                    case EQ -> "/1".equals(path);
                    case NE -> !"/1".equals(path);
                    default -> path == null;
                });
    }

    private static SegmentRule rule(Random random, RandomEvents events, ZoneId zone, Instant from, Instant to) {
        When when = switch (random.nextInt(3)) {
            case 0 -> When.EVER;
            case 1 -> When.lastDays(1 + random.nextInt(20));
            default -> When.during(events.period(from, to));
        };
        String first = RandomEvents.NAMES.get(random.nextInt(4));
        String then = RandomEvents.NAMES.get(random.nextInt(4));
        return switch (random.nextInt(7)) {
            case 4, 5, 6 -> {
                int min = random.nextInt(4);
                yield new SegmentRule.Did(
                        new EventFilter(first, conditions(random)),
                        min,
                        random.nextBoolean() ? null : min + random.nextInt(3),
                        when);
            }
            case 0 -> new FirstTime(first, when);
            case 1 ->
                new Sequence(
                        EventFilter.named(first),
                        EventFilter.named(then),
                        Duration.ofMinutes(random.nextInt(600)),
                        when);
            case 2 -> new SegmentRule.Active(1 + random.nextInt(12), when);
            default ->
                new InLifecycle(
                        State.values()[random.nextInt(4)],
                        List.of(CalendarInterval.DAY, CalendarInterval.WEEK, CalendarInterval.MONTH)
                                .get(random.nextInt(3)),
                        random.nextBoolean() ? zone : ZoneOffset.UTC);
        };
    }

    /** Whether somebody who did that is in a segment at an instant; {@code present} lies in the present day, week or month. */
    static boolean isIn(SegmentRule rule, List<Occurrence> history, Instant now, Instant present) {
        if (rule instanceof SegmentRule.And and) {
            return and.rules().stream().allMatch(each -> isIn(each, history, now, present));
        }
        if (rule instanceof SegmentRule.Or or) {
            return or.rules().stream().anyMatch(each -> isIn(each, history, now, present));
        }
        if (rule instanceof SegmentRule.Not not) {
            return !isIn(not.rule(), history, now, present);
        }
        if (rule instanceof SegmentRule.Did did) {
            long times = history.stream()
                    .filter(event -> isOf(did.event(), event))
                    .filter(event -> RandomEvents.isIn(during(did.when(), now), event.at()))
                    .count();
            return times >= did.min() && (did.max() == null || times <= did.max());
        }
        if (rule instanceof FirstTime first) {
            return history.stream()
                    .filter(event -> event.event().equals(first.event()))
                    .findFirst()
                    .filter(event -> RandomEvents.isIn(during(first.when(), now), event.at()))
                    .isPresent();
        }
        if (rule instanceof Sequence sequence) {
            List<Occurrence> inside = history.stream()
                    .filter(event -> RandomEvents.isIn(during(sequence.when(), now), event.at()))
                    .toList();
            for (int i = 0; i < inside.size(); i++) {
                for (int j = i + 1; j < inside.size(); j++) {
                    if (inside.get(i).event().equals(sequence.first().event())
                            && inside.get(j).event().equals(sequence.then().event())
                            && Duration.between(
                                                    inside.get(i).at(),
                                                    inside.get(j).at())
                                            .compareTo(sequence.within())
                                    <= 0) {
                        return true;
                    }
                }
            }
            return false;
        }
        if (rule instanceof SegmentRule.Active active) {
            return history.stream()
                            .filter(event -> RandomEvents.isIn(during(active.when(), now), event.at()))
                            .count()
                    >= active.min();
        }
        InLifecycle lifecycle = (InLifecycle) rule;
        ZonedDateTime here = lifecycle.period().startOf(present, lifecycle.timezone(), DayOfWeek.MONDAY);
        ZonedDateTime before =
                lifecycle.period().startOf(here.toInstant().minusMillis(1), lifecycle.timezone(), DayOfWeek.MONDAY);
        boolean isHere = any(history, here.toInstant(), Instant.MAX);
        boolean wasHere = any(history, before.toInstant(), here.toInstant());
        boolean ever = any(history, Instant.MIN, before.toInstant());
        return switch (lifecycle.state()) {
            case NEW -> isHere && !wasHere && !ever;
            case RETURNING -> isHere && wasHere;
            case RESURRECTING -> isHere && !wasHere && ever;
            case DORMANT -> wasHere && !isHere;
        };
    }

    private static boolean any(List<Occurrence> history, Instant from, Instant to) {
        return history.stream()
                .anyMatch(event -> !event.at().isBefore(from) && event.at().isBefore(to));
    }

    private static Period during(SegmentRule.When when, Instant now) {
        Integer days = when.days();
        return days == null ? when.period() : new Period(now.minus(Duration.ofDays(days)), null);
    }
}
