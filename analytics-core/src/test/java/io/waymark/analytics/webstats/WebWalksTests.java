/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.chunk.ListedColumns;
import io.waymark.analytics.chunk.ListedColumns.Listed;
import io.waymark.analytics.chunk.RandomDays;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.journey.step.TestEngine;
import io.waymark.analytics.store.budget.ReportLimits;
import io.waymark.analytics.store.budget.ReportRuns;
import io.waymark.analytics.webstats.walk.Part;
import io.waymark.analytics.webstats.walk.WebCounts;
import io.waymark.analytics.webstats.walk.WebPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class WebWalksTests {

    private static final int VIEW = 1;
    private static final Duration TIMEOUT = Duration.ofMinutes(30);
    private static final String NONE = "(none)";
    private static final WebPlan.Question QUESTION = new WebPlan.Question(
            Set.of(VIEW, 2, 3), VIEW, TIMEOUT, List.of(new WebPlan.Dimension("source", "own", "direct")), "path", NONE);

    private final long seed = Long.getLong("web.seed", new Random().nextLong());

    @Test
    void pagesAndVisitsAreTheSameWhateverIsRememberedOfTheDaysBefore() {
        System.out.println("WebWalksTests seed " + seed);
        for (int world = 0; world < Integer.getInteger("web.worlds", 300); world++) {
            Random random = new Random(seed + world);
            try (ColumnEngine engine = TestEngine.create()) {
                List<Listed> events = new ArrayList<>();
                for (int question = 0; question < 6; question++) {
                    RandomDays.add(
                            random,
                            events,
                            (person, millis) -> new Listed(1 + random.nextInt(4), person, millis, values(random)));
                    Millis range = RandomDays.period(random);
                    RoaringBitmap people = RandomDays.somePeople(random);
                    assertThat(figures(engine, new ListedColumns(random, events), range, people))
                            .as("seed %s", seed + world)
                            .isEqualTo(expected(RandomDays.eventsOf(people, events), range));
                }
            }
        }
    }

    private static Map<String, String> values(Random random) {
        Map<String, String> values = new TreeMap<>();
        if (random.nextInt(4) > 0) {
            values.put("path", "\"/" + random.nextInt(4) + "\"");
        }
        if (random.nextInt(4) > 0) {
            values.put("source", List.of("\"own\"", "\"direct\"", "\"news\"").get(random.nextInt(3)));
        }
        return values;
    }

    private static Map<String, Map<String, List<Long>>> figures(
            ColumnEngine engine, ListedColumns events, Millis range, @Nullable RoaringBitmap people) {
        WebCounts counts = new ReportRuns(ReportLimits.DEFAULT)
                .run(run -> new WebWalks(new Visits(run, engine, events, false, people), QUESTION, range).counts());
        return Map.of("pages", figures(counts.pages()), "sources", figures(counts.visits(0)));
    }

    private static Map<String, List<Long>> figures(Map<String, Part> parts) {
        Map<String, List<Long>> figures = new TreeMap<>();
        parts.forEach((label, part) -> figures.put(
                label,
                List.of(
                        part.people(),
                        part.visits(),
                        part.views(),
                        part.bounces(),
                        part.millis(),
                        part.entries(),
                        part.exits())));
        return figures;
    }

    /** What is known of a page or source, in the order of {@link #figures}. */
    private static final class Expected {
        private final Set<Integer> people = new HashSet<>();
        private final long[] figures = new long[6];

        List<Long> figures() {
            List<Long> all = new ArrayList<>(List.of((long) people.size()));
            for (long figure : figures) {
                all.add(figure);
            }
            return all;
        }
    }

    private static Map<String, Map<String, List<Long>>> expected(List<Listed> events, Millis range) {
        Map<String, Expected> pages = new TreeMap<>();
        Map<String, Expected> sources = new TreeMap<>();
        for (List<Listed> visit : visits(events, range)) {
            List<Listed> views =
                    visit.stream().filter(event -> event.eventNameId() == VIEW).toList();
            if (views.isEmpty()) {
                continue;
            }
            int person = visit.get(0).person();
            int bounce = visit.size() == 1 ? 1 : 0;
            for (Listed view : views) {
                Expected page = pages.computeIfAbsent(text(view, "path"), any -> new Expected());
                page.people.add(person);
                page.figures[1]++;
            }
            pages.get(text(views.get(0), "path")).figures[4]++;
            Expected exit = pages.get(text(views.get(views.size() - 1), "path"));
            exit.figures[5]++;
            exit.figures[2] += bounce;
            String source = text(views.get(0), "source");
            Expected visits = sources.computeIfAbsent(source.equals("own") ? "direct" : source, any -> new Expected());
            visits.people.add(person);
            visits.figures[0]++;
            visits.figures[1] += views.size();
            visits.figures[2] += bounce;
            visits.figures[3] +=
                    visit.get(visit.size() - 1).millis() - visit.get(0).millis();
        }
        Map<String, List<Long>> ofPages = new TreeMap<>();
        pages.forEach((page, each) -> ofPages.put(page, each.figures()));
        Map<String, List<Long>> ofSources = new TreeMap<>();
        sources.forEach((source, each) -> ofSources.put(source, each.figures()));
        return Map.of("pages", ofPages, "sources", ofSources);
    }

    private static List<List<Listed>> visits(List<Listed> events, Millis range) {
        Map<Integer, Listed> last = new TreeMap<>();
        Map<Integer, List<Listed>> current = new TreeMap<>();
        List<List<Listed>> visits = new ArrayList<>();
        events.stream()
                .filter(event -> QUESTION.eventNameIds().contains(event.eventNameId()))
                .filter(event -> event.millis() >= range.from() && event.millis() < range.to())
                .sorted(Comparator.comparingLong(Listed::millis))
                .forEach(event -> {
                    Listed before = last.put(event.person(), event);
                    if (before == null || event.millis() - before.millis() > TIMEOUT.toMillis()) {
                        visits.add(new ArrayList<>());
                        current.put(event.person(), visits.get(visits.size() - 1));
                    }
                    current.get(event.person()).add(event);
                });
        return visits;
    }

    private static String text(Listed event, String key) {
        String json = event.values().get(key);
        return json == null ? NONE : json.substring(1, json.length() - 1);
    }
}
