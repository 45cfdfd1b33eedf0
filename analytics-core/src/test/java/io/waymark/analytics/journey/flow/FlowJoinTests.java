/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.AskedColumns;
import io.waymark.analytics.chunk.ListedColumns;
import io.waymark.analytics.chunk.ListedColumns.Listed;
import io.waymark.analytics.chunk.RandomDays;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.flow.FlowPlan.Anchor;
import io.waymark.analytics.journey.step.StepProperty;
import io.waymark.analytics.journey.step.StepWalk;
import io.waymark.analytics.journey.step.TestEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class FlowJoinTests {

    private static final int VIEW = 1;
    private static final Map<String, Integer> NAMES = Map.of("page_view", VIEW, "signup", 2, "purchase", 3);
    /** Where the heap is large, more may be remembered of a report than it may take while it runs. */
    private static final long MEMORY = 16L << 20;

    private static final StepProperty PATH = new StepProperty("path", Set.of(VIEW), UnaryOperator.identity());

    private final long seed = Long.getLong("flow.seed", new Random().nextLong());

    /** A flow of sessions, or of all that somebody did. */
    private record Flow(
            Anchor anchor,
            @Nullable String event,
            int before,
            int after,
            int top,
            @Nullable Duration gap) {

        static Flow random(Random random) {
            Anchor anchor = Anchor.values()[random.nextInt(3)];
            return new Flow(
                    anchor,
                    anchor == Anchor.EVENT ? List.of("signup", "/1", "never").get(random.nextInt(3)) : null,
                    anchor == Anchor.FIRST ? 0 : random.nextInt(4),
                    anchor == Anchor.LAST ? 0 : random.nextInt(4),
                    1 + random.nextInt(3),
                    random.nextBoolean() ? Duration.ofMinutes(30) : null);
        }

        FlowReport report(
                ColumnEngine engine,
                ListedColumns events,
                Period period,
                long quietFrom,
                @Nullable RoaringBitmap people) {
            return scan(period, quietFrom).report(engine, events, people);
        }

        FlowScan scan(Period period, long quietFrom) {
            StepWalk walk = new StepWalk(period, NAMES, gap, false, PATH);
            FlowPlan plan = new FlowPlan(anchor, event, before, after, quietFrom);
            WalkMemory memory = new WalkMemory(MEMORY, any -> {});
            return new FlowScan(walk, new FlowQuestion(plan, top, this), memory);
        }
    }

    @Test
    void aFlowIsTheSameWhateverIsRememberedOfTheDaysBefore() {
        System.out.println("FlowJoinTests seed " + seed);
        for (int world = 0; world < Integer.getInteger("flow.worlds", 300); world++) {
            Random random = new Random(seed + world);
            List<Flow> flows =
                    Stream.generate(() -> Flow.random(random)).limit(2).toList();
            try (ColumnEngine engine = TestEngine.random(random)) {
                List<Listed> events = new ArrayList<>();
                for (int question = 0; question < 8; question++) {
                    RandomDays.add(random, events, (person, millis) -> anything(random, person, millis));
                    Flow flow = flows.get(random.nextInt(flows.size()));
                    Period period = RandomDays.someTime(random);
                    long quietFrom = RandomDays.instant(random, 0);
                    ListedColumns columns = new ListedColumns(random, events);
                    RoaringBitmap people = RandomDays.somePeople(random);
                    assertThat(flow.report(engine, columns, period, quietFrom, people))
                            .as("seed %s", seed + world)
                            .isEqualTo(flow.scan(period, quietFrom).inOne(engine, columns, people));
                }
            }
        }
    }

    @Test
    void ofADayThatIsRememberedNothingIsReadAgain() {
        List<Listed> events = new ArrayList<>();
        for (int hour = 0; hour < 180; hour++) {
            events.add(new Listed(2 + hour % 2, 7 + hour % 5, RandomDays.hour(hour), Map.of()));
        }
        for (Duration gap : Arrays.asList(Duration.ofMinutes(30), null)) {
            Flow flow = new Flow(Anchor.FIRST, null, 0, 3, 3, gap);
            try (ColumnEngine engine = TestEngine.create(8 * MEMORY)) {
                AskedColumns first = new AskedColumns(events);
                flow.report(engine, first, Period.allTime(), 0, null);
                events.add(new Listed(2, 9, RandomDays.hour(181), Map.of()));
                AskedColumns again = new AskedColumns(events);
                flow.report(engine, again, Period.allTime(), 0, null);

                assertThat(first.earliest()).isEqualTo(Millis.ALL.from());
                assertThat(again.earliest()).isGreaterThan(RandomDays.hour(4 * 24));
            }
        }
    }

    private static Listed anything(Random random, int person, long millis) {
        return new Listed(
                1 + random.nextInt(3),
                person,
                millis,
                random.nextInt(4) == 0 ? Map.of() : Map.of("path", "\"/" + random.nextInt(4) + "\""));
    }
}
