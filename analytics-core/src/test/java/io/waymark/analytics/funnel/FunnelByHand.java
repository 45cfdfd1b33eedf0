/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * The rules of funnels, written down once more as they are told: one person, one attempt after the other, every choice
 * tried. Slow, and meant to be.
 */
public final class FunnelByHand {

    /** An event of a person: when, which steps it can serve, and after which steps it ends an attempt; steps from 1. */
    public record Happening(long at, List<Integer> serves, List<Integer> endsAfter) {}

    private record Attempt(int position, List<Long> steps) {

        long end() {
            return steps.get(steps.size() - 1);
        }
    }

    private final FunnelDefinition definition;
    private final int steps;
    private final long window;
    private final long from;
    private final long to;

    public FunnelByHand(FunnelDefinition definition, long from, long to) {
        this.definition = definition;
        this.steps = definition.steps().size();
        this.window = definition.conversionWindow().toMillis();
        this.from = from;
        this.to = to;
    }

    /** The instants of the scored attempt of a person whose events come in order; empty if there is none. */
    public List<Long> scored(List<Happening> events) {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Happening event = events.get(i);
            boolean starts = definition.order() == FunnelOrder.ANY
                    ? !event.serves().isEmpty()
                    : event.serves().contains(1);
            if (!starts || event.at() < from || event.at() >= to) {
                continue;
            }
            attempts.add(new Attempt(
                    i,
                    switch (definition.order()) {
                        case ORDERED -> ordered(events, event.at());
                        case STRICT -> strict(events, i);
                        case ANY -> any(events, event.at());
                    }));
            if (definition.entry() == FunnelEntry.FIRST_ENTRY) {
                break;
            }
        }
        return attempts.stream()
                .min(Comparator.comparingInt(
                                (Attempt attempt) -> -attempt.steps().size())
                        .thenComparingLong(Attempt::end)
                        .thenComparingInt(attempt -> -attempt.position()))
                .map(Attempt::steps)
                .orElse(List.of());
    }

    private LongUnaryOperator closes(long start) {
        return definition.windowFrom() == WindowFrom.FIRST_STEP
                ? previous -> start + window
                : previous -> previous + window;
    }

    private List<Long> ordered(List<Happening> events, long start) {
        List<Long> made = new ArrayList<>();
        long previous = start;
        while (made.size() < steps) {
            int next = made.size() + 1;
            long after = previous;
            long now = events.stream()
                    .filter(event -> made.isEmpty() ? event.at() == start : event.at() > after)
                    .filter(event -> event.serves().contains(next))
                    .mapToLong(Happening::at)
                    .min()
                    .orElse(Long.MAX_VALUE);
            boolean ended = events.stream()
                    .anyMatch(event -> event.at() > after
                            && event.at() < now
                            && event.endsAfter().contains(made.size()));
            if (now == Long.MAX_VALUE || now > closes(start).applyAsLong(previous) || ended) {
                break;
            }
            int served = mostInSequence(
                    events.stream().filter(event -> event.at() == now).toList(), next);
            for (int i = 0; i < served; i++) {
                made.add(now);
            }
            previous = now;
        }
        return made;
    }

    /** How many steps from {@code next} on the events can serve, each one step. */
    private int mostInSequence(List<Happening> events, int next) {
        int most = 0;
        for (Happening event : events) {
            if (event.serves().contains(next)) {
                most = Math.max(most, 1 + mostInSequence(without(events, event), next + 1));
            }
        }
        return most;
    }

    private List<Long> strict(List<Happening> events, int start) {
        List<Long> made = new ArrayList<>(List.of(events.get(start).at()));
        while (made.size() < steps && start + made.size() < events.size()) {
            Happening event = events.get(start + made.size());
            long closes = closes(made.get(0)).applyAsLong(made.get(made.size() - 1));
            if (!event.serves().contains(made.size() + 1) || event.at() > closes) {
                break;
            }
            made.add(event.at());
        }
        return made;
    }

    private List<Long> any(List<Happening> events, long start) {
        long ended = events.stream()
                .filter(event -> event.at() > start && !event.endsAfter().isEmpty())
                .mapToLong(Happening::at)
                .min()
                .orElse(Long.MAX_VALUE);
        List<Long> instants = events.stream()
                .map(Happening::at)
                .filter(at -> at >= start && at <= start + window && at <= ended)
                .distinct()
                .sorted()
                .toList();
        List<Long> made = new ArrayList<>();
        for (long instant : instants) {
            List<Happening> soFar = events.stream()
                    .filter(event -> event.at() >= start && event.at() <= instant)
                    .toList();
            int most = most(soFar, 1);
            while (made.size() < most) {
                made.add(instant);
            }
        }
        return made;
    }

    /** How many of the steps from {@code step} on the events can serve, each one step. */
    private int most(List<Happening> events, int step) {
        if (step > steps) {
            return 0;
        }
        int most = most(events, step + 1);
        for (Happening event : events) {
            if (event.serves().contains(step)) {
                most = Math.max(most, 1 + most(without(events, event), step + 1));
            }
        }
        return most;
    }

    private static List<Happening> without(List<Happening> events, Happening one) {
        return events.stream().filter(event -> event != one).toList();
    }
}
