/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.day;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableLongArray;
import io.waymark.analytics.chunk.ListedColumns;
import io.waymark.analytics.chunk.ListedColumns.Listed;
import io.waymark.analytics.chunk.RandomDays;
import io.waymark.analytics.chunk.SessionRule;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.event.SessionFigures;
import io.waymark.analytics.journey.step.TestEngine;
import io.waymark.analytics.store.budget.ReportLimits;
import io.waymark.analytics.store.budget.ReportRuns;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class VisitDaysTests {

    // Clocks are put forward in between where they are.
    private static final long START = Instant.parse("2026-03-28T06:00:00Z").toEpochMilli();
    private static final int HOUR = 3_600_000;
    private static final int HALF_AN_HOUR = HOUR / 2;
    private static final Set<Integer> NAMES = Set.of(1, 2, 3);

    private final long seed = Long.getLong("days.seed", new Random().nextLong());

    /** What each of its days comes to has been stored. */
    private static final class StoredDays extends ListedColumns {

        private final ColumnEngine engine;

        StoredDays(Random random, List<Listed> events, ColumnEngine engine) {
            super(random, events);
            this.engine = engine;
        }

        @Override
        public <T> Optional<T> sessions(
                LocalDate day, SessionRule rule, ImmutableLongArray chunks, SessionsReader<T> reader) {
            Millis time = new Millis(midnight(day), midnight(day.plusDays(1)));
            TotalsPlan plan = new TotalsPlan(NAMES, time, Duration.ofMillis(rule.gapMillis()), rule.pageView(), false);
            VisitDay visits = new ReportRuns(ReportLimits.DEFAULT)
                    .run(run -> new VisitDays(run, engine, this, plan, false, null).walk(time));
            return reader.read(visits.people(), PackedVisitDay.write(visits, time));
        }

        private long midnight(LocalDate day) {
            return day.atStartOfDay(zone()).toInstant().toEpochMilli();
        }
    }

    @Test
    void visitsThatGoOnPastMidnightAreOneWhateverIsRememberedOrStored() {
        System.out.println("VisitDaysTests seed " + seed);
        for (int world = 0; world < Integer.getInteger("days.worlds", 300); world++) {
            Random random = new Random(seed + world);
            try (ColumnEngine engine = TestEngine.create()) {
                List<Listed> events = new ArrayList<>();
                for (int question = 0; question < 6; question++) {
                    add(random, events);
                    TotalsPlan plan = plan(random);
                    RoaringBitmap people = RandomDays.somePeople(random);
                    ListedColumns columns = random.nextBoolean()
                            ? new StoredDays(random, events, engine)
                            : new ListedColumns(random, events);
                    assertThat(figures(engine, columns, plan, people))
                            .as("seed %s", seed + world)
                            .isEqualTo(expected(RandomDays.eventsOf(people, events), plan));
                }
            }
        }
    }

    private static void add(Random random, List<Listed> events) {
        int longest = random.nextBoolean() ? HOUR : 30 * HOUR;
        for (int people = random.nextInt(3); people > 0; people--) {
            int person = 65_534 + random.nextInt(5);
            long at = START + random.nextInt(72) * HOUR;
            for (int i = random.nextInt(12); i > 0; i--) {
                events.add(new Listed(1 + random.nextInt(4), person, at));
                at += random.nextBoolean() ? random.nextInt(longest) : random.nextInt(3) * HALF_AN_HOUR;
            }
        }
    }

    private static TotalsPlan plan(Random random) {
        long from = random.nextInt(3) == 0 ? START + random.nextInt(90 * HOUR) : Millis.ALL.from();
        long to = random.nextInt(3) == 0 ? START + random.nextInt(90 * HOUR) : Millis.ALL.to();
        Duration timeout =
                random.nextBoolean() ? Duration.ofMinutes(30) : Duration.ofMinutes(1 + random.nextInt(60 * 60));
        return new TotalsPlan(
                NAMES, new Millis(from, to), timeout, random.nextBoolean() ? 1 : null, random.nextBoolean());
    }

    private static SessionFigures figures(
            ColumnEngine engine, ListedColumns events, TotalsPlan plan, @Nullable RoaringBitmap people) {
        return new ReportRuns(ReportLimits.DEFAULT)
                .run(run -> new VisitDays(run, engine, events, plan, false, people).figures());
    }

    private static SessionFigures expected(List<Listed> events, TotalsPlan plan) {
        Map<Integer, List<Listed>> byPerson = new TreeMap<>();
        events.stream()
                .filter(event -> NAMES.contains(event.eventNameId()))
                .filter(event -> event.millis() >= plan.range().from()
                        && event.millis() < plan.range().to())
                .sorted(Comparator.comparingLong(Listed::millis))
                .forEach(event -> byPerson.computeIfAbsent(event.person(), any -> new ArrayList<>())
                        .add(event));
        List<List<Listed>> visits = new ArrayList<>();
        byPerson.values().forEach(own -> {
            for (int i = 0; i < own.size(); i++) {
                if (i == 0
                        || own.get(i).millis() - own.get(i - 1).millis()
                                > plan.timeout().toMillis()) {
                    visits.add(new ArrayList<>());
                }
                visits.get(visits.size() - 1).add(own.get(i));
            }
        });
        Predicate<Listed> view = event -> Objects.equals(event.eventNameId(), plan.pageView());
        long millis = visits.stream()
                .mapToLong(visit ->
                        visit.get(visit.size() - 1).millis() - visit.get(0).millis())
                .sum();
        return new SessionFigures(
                visits.size(),
                byPerson.size(),
                visits.stream().mapToLong(List::size).sum(),
                visits.stream().flatMap(List::stream).filter(view).count(),
                visits.stream()
                        .filter(visit -> visit.size() == 1 && (!plan.onlyViewsBounce() || view.test(visit.get(0))))
                        .count(),
                visits.isEmpty() ? 0 : millis / 1_000.0 / visits.size());
    }
}
