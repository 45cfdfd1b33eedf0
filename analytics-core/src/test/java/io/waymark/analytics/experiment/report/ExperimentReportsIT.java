/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.experiment.ChangeOfTraffic;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import io.waymark.analytics.experiment.metric.MetricRole;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.LiftPosterior;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.person.identify.TestMerges;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AnalyticsTables;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.store.budget.ReportLimits;
import io.waymark.analytics.store.budget.ReportRuns;
import io.waymark.analytics.store.budget.ReportTooLargeException;
import io.waymark.analytics.store.result.ResultMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class ExperimentReportsIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(30);
    private static final EventFilter GOAL = new EventFilter(
            "order_placed", List.of(new PropertyCondition("total", PropertyCondition.Operator.GTE, 10)));
    private static final List<String> VARIANTS = List.of("control", "b", "c");

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final EventNames names = new EventNames(database);
    private final EventStore store = new EventStore(database);
    private final PersonIds people = new PersonIds(database);
    private final List<EventRow> events = new ArrayList<>();
    private final List<Object[]> exposures = new ArrayList<>();
    private final Map<String, Integer> known = new HashMap<>();
    private long experimentId;

    @BeforeEach
    void start() {
        ExperimentDefinition definition = ExperimentDefinition.builder("checkout")
                .variant("control", 1)
                .variant("b", 1)
                .variant("c", 1)
                .goal(GOAL)
                .conversionWindow(WINDOW)
                .build();
        experimentId = catalog(START).create(APP, definition, "ada").id();
        catalog(START).start(APP, "checkout", "ada");
        // All people of these tests come in the first hour.
        acknowledge(ExperimentReport.Health.SILENT);
    }

    @Test
    void saysWhenNobodyNewComesUntilSomebodyKnows() {
        database.sql("delete from {schema}.experiment_acknowledgement").update();
        people("control", 2_000, 200);
        people("b", 2_000, 300);
        people("c", 2_000, 210);
        write();
        Instant now = START.plus(Duration.ofDays(10));
        assertThat(report(now).advice().code()).isEqualTo(Advice.Code.UNHEALTHY);
        assertThat(report(now).advice().variant()).isNull();

        reports(now).acknowledge(APP, "checkout", "ada", "The campaign is over.");

        assertThat(report(now).advice().code()).isEqualTo(Advice.Code.SHIP);
        assertThat(report(now).health().healthy()).isFalse();
        assertThat(database.sql("select detail ->> 'why' from {schema}.audit where action = 'acknowledged'")
                        .query(String.class)
                        .list())
                .containsExactly("The campaign is over.");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> reports(now).acknowledge(APP, "checkout", "ada", "again"));
    }

    @Test
    void isNotFooledByWeightsThatChangeWhileRatesDrift() {
        database.sql("insert into {schema}.experiment_phase values (:id, 2, :at, 10000, '{1,1,1}')")
                .param("id", experimentId)
                .param("at", START.plusSeconds(600).atOffset(ZoneOffset.UTC))
                .update();
        database.sql("update {schema}.experiment_phase set weights = '{9,1,1}' where number = 1")
                .update();
        // Of b more convert in each phase, but most of its people came when fewer did.
        people("control", 9_000, 1_800);
        people("b", 1_000, 260);
        people("c", 1_000, 200);
        for (String variant : VARIANTS) {
            for (int i = 0; i < 4_000; i++) {
                int person = person("later-" + variant + i);
                exposeInPhase(person, variant, 2);
                if (i < (variant.equals("b") ? 320 : 200)) {
                    event(person, "order_placed", START.plusSeconds(1_000), 50);
                }
            }
        }
        write();

        ExperimentReport report = report(START.plus(Duration.ofDays(10)));

        VariantResult control = report.variants().get(0);
        VariantResult b = report.variants().get(1);
        assertThat(b.proportion().rate())
                .as("pooled")
                .isLessThan(control.proportion().rate());
        assertThat(b.comparison().difference().orNull()).isPositive();
        assertThat(b.comparison().deciding().orNull().difference().lower()).isPositive();
        assertThat(b.rate().orNull() / control.rate().orNull() - 1)
                .as("the rates shown give the lift shown")
                .isCloseTo(b.comparison().lift().orNull(), within(1e-9));
        assertThat(report.advice().code()).isEqualTo(Advice.Code.SHIP);
        assertThat(report.health().srm().alarm()).isFalse();
    }

    @Test
    void showsTheRatesOfTheComparisonWhenOnlyTheControlGoesOn() {
        ExperimentDefinition narrow = ExperimentDefinition.builder("narrow")
                .variant("control", 1)
                .variant("b", 1)
                .goal(GOAL)
                .build();
        experimentId = catalog(START).create(APP, narrow, "ada").id();
        catalog(START).start(APP, "narrow", "ada");
        phase(2, "{1,0}");
        people("control", 2_000, 400);
        people("b", 2_000, 300);
        later("control", 4_000, 200);
        write();

        ExperimentReport report = reports(START.plus(Duration.ofHours(20))).report(APP, "narrow");

        VariantResult control = report.variants().get(0);
        VariantResult b = report.variants().get(1);
        assertThat(control.proportion().rate()).as("pooled").isEqualTo(0.1);
        assertThat(control.rate().orNull()).isCloseTo(0.2, within(1e-12));
        assertThat(b.rate().orNull()).isCloseTo(0.15, within(1e-12));
        assertThat(b.comparison().lift().orNull()).isCloseTo(-0.25, within(1e-12));
        assertThat(b.comparison().exactPValue().reason()).isEqualTo(Computed.Reason.SEVERAL_PHASES);
        assertThat(report.advice().code()).isEqualTo(Advice.Code.STOP_HARM);
        assertThat(report.advice().text()).contains("15.00 % against 20.00 %, a lift of -25.0 %");
    }

    @Test
    void comparesAVariantThatWasTakenOutWithTheControlOfItsOwnTime() {
        phase(2, "{1,1,0}");
        people("control", 2_000, 400);
        people("b", 2_000, 520);
        people("c", 2_000, 300);
        later("control", 4_000, 200);
        later("b", 4_000, 320);
        write();

        ExperimentReport report = report(START.plus(Duration.ofDays(10)));

        VariantResult control = report.variants().get(0);
        VariantResult b = report.variants().get(1);
        VariantResult c = report.variants().get(2);
        assertThat(control.rate().orNull())
                .as("6,000 people in the first phase, 8,000 in the second")
                .isCloseTo((6 * 0.2 + 8 * 0.05) / 14, within(1e-12));
        assertThat(b.comparison().controlRate().orNull())
                .isCloseTo(control.rate().orNull(), within(1e-12));
        assertThat(c.comparison().controlRate().orNull()).isCloseTo(0.2, within(1e-12));
        assertThat(c.rate().orNull()).isCloseTo(0.15, within(1e-12));
        for (VariantResult each : List.of(b, c)) {
            assertThat(each.rate().orNull() / each.comparison().controlRate().orNull() - 1)
                    .as(each.variant().key())
                    .isCloseTo(each.comparison().lift().orNull(), within(1e-9));
        }
    }

    @Test
    void keepsWhatWasShownWhenTheEventsAreGone() {
        people("control", 300, 30);
        people("b", 300, 60);
        people("c", 300, 30);
        write();
        Instant end = START.plus(Duration.ofDays(8));
        catalog(end).conclude(APP, "checkout", "b", "ada");
        assertThat(report(end.plusSeconds(1)).frozen()).isFalse();
        ExperimentReport before = report(end.plus(WINDOW));

        database.sql("delete from {schema}.event").update();
        database.sql("delete from {schema}.experiment_exposure").update();

        assertThat(ExperimentReportJson.write(report(START.plus(Duration.ofDays(200))))
                        .toString())
                .isEqualTo(ExperimentReportJson.write(before).toString())
                .contains("\"frozen\":true", "\"conversions\":60");
    }

    @Test
    void stopsForHarmToAGuardrailBeforeTheWeekIsOver() {
        ExperimentDefinition guarded = ExperimentDefinition.builder("guarded")
                .variant("control", 1)
                .variant("b", 1)
                .goal(GOAL)
                .metric(Metric.of("refunds", MetricKind.CONVERSION, "refunded")
                        .as(MetricRole.GUARDRAIL)
                        .lowerIsBetterToo())
                .build();
        experimentId = catalog(START).create(APP, guarded, "ada").id();
        catalog(START).start(APP, "guarded", "ada");
        people("control", 3_000, 300);
        people("b", 3_000, 300);
        for (int i = 0; i < 900; i++) {
            if (i % 9 == 0) {
                event(person("control" + i), "refunded", START.plusSeconds(i + 100), 1);
            }
            event(person("b" + i), "refunded", START.plusSeconds(i + 100), 1);
        }
        write();

        Advice advice =
                reports(START.plus(Duration.ofHours(20))).report(APP, "guarded").advice();

        assertThat(advice.code()).isEqualTo(Advice.Code.STOP_HARM);
        assertThat(advice.variant()).isEqualTo("b");
        assertThat(advice.text()).contains("refunds");
    }

    @Test
    void stopsForAGoalThatIsLostBesideOneThatIsWon() {
        ExperimentDefinition mixed = ExperimentDefinition.builder("mixed")
                .variant("control", 1)
                .variant("b", 1)
                .goal(GOAL)
                .metric(Metric.of("subscriptions", MetricKind.CONVERSION, "subscribed"))
                .build();
        experimentId = catalog(START).create(APP, mixed, "ada").id();
        catalog(START).start(APP, "mixed", "ada");
        people("control", 3_000, 300);
        people("b", 3_000, 600);
        for (int i = 0; i < 900; i++) {
            event(person("control" + i), "subscribed", START.plusSeconds(i + 100), 1);
            if (i % 9 == 0) {
                event(person("b" + i), "subscribed", START.plusSeconds(i + 100), 1);
            }
        }
        write();

        Advice advice =
                reports(START.plus(Duration.ofHours(20))).report(APP, "mixed").advice();

        assertThat(advice.code()).isEqualTo(Advice.Code.STOP_HARM);
        assertThat(advice.variant()).isEqualTo("b");
        assertThat(advice.text()).contains("subscriptions", "worse");
    }

    @Test
    void shipsTheVariantWithTheGreatestLift() {
        people("control", 2_000, 200);
        people("b", 2_000, 300);
        people("c", 2_000, 360);
        write();

        Advice advice = report(START.plus(Duration.ofDays(10))).advice();

        assertThat(advice.code()).isEqualTo(Advice.Code.SHIP);
        assertThat(advice.variant()).isEqualTo("c");
    }

    @Test
    void doesNotSayToWaitForWhatIsPausedOrHasEnded() {
        people("control", 2_000, 200);
        people("b", 2_000, 200);
        people("c", 2_000, 200);
        write();
        Instant twoDays = START.plus(Duration.ofDays(2));
        Instant tenDays = START.plus(Duration.ofDays(10));
        assertThat(report(twoDays).advice().code()).isEqualTo(Advice.Code.TOO_EARLY);
        assertThat(report(tenDays).advice().code()).isEqualTo(Advice.Code.KEEP_RUNNING);

        catalog(twoDays).life().pause(APP, "checkout", "ada", null);
        for (Instant now : List.of(twoDays, tenDays)) {
            assertThat(report(now).advice().code()).isEqualTo(Advice.Code.PAUSED);
            assertThat(report(now).advice().text()).contains("is paused").doesNotContain("wait");
        }

        catalog(twoDays).conclude(APP, "checkout", null, "ada");
        assertThat(report(tenDays).advice().code()).isEqualTo(Advice.Code.INCONCLUSIVE);
        assertThat(report(tenDays).advice().text())
                .contains("ended without a clear result", "2 of at least 7 days")
                .doesNotContain("wait");
    }

    @Test
    void shipsTheWinnerOfWhatHasEndedWhateverHarmAnotherVariantDid() {
        people("control", 3_000, 600);
        people("b", 3_000, 900);
        people("c", 3_000, 300);
        write();
        Instant twoDays = START.plus(Duration.ofDays(2));
        Instant tenDays = START.plus(Duration.ofDays(10));
        assertThat(report(tenDays).advice().code()).isEqualTo(Advice.Code.STOP_HARM);

        catalog(tenDays).conclude(APP, "checkout", "b", "ada");
        assertThat(report(tenDays).advice().code()).isEqualTo(Advice.Code.SHIP);
        assertThat(report(tenDays).advice().variant()).isEqualTo("b");
        assertThat(report(twoDays).advice().code())
                .as("too early to ship, not to roll back")
                .isEqualTo(Advice.Code.ROLL_BACK);
    }

    @Test
    void saysWhatIsRuledOutInPointsWhereNothingCanBeRelativeToTheControl() {
        ExperimentDefinition rare = ExperimentDefinition.builder("rare")
                .variant("control", 1)
                .variant("b", 19)
                .goal(GOAL)
                .plan(new Plan(null, 4_000, 0.2, 0.05, 7))
                .build();
        experimentId = catalog(START).create(APP, rare, "ada").id();
        catalog(START).start(APP, "rare", "ada");
        acknowledge(ExperimentReport.Health.SILENT);
        phase(2, "{19,1}");
        people("control", 100, 2);
        people("b", 1_900, 38);
        later("control", 1_900, 3);
        later("b", 100, 0);
        write();

        ExperimentReport report = reports(START.plus(Duration.ofDays(8))).report(APP, "rare");

        assertThat(report.variants().get(1).comparison().deciding().orNull().lift())
                .isNull();
        assertThat(report.advice().code()).isEqualTo(Advice.Code.NO_EFFECT);
        assertThat(report.advice().text())
                .contains(" percentage points either way")
                .doesNotContain("beyond 0.0");
    }

    @Test
    void looksOnceWhenThePlanIsFulfilledAndStandsByIt() {
        ExperimentDefinition planned = ExperimentDefinition.builder("planned")
                .variant("control", 1)
                .variant("b", 1)
                .goal(GOAL)
                .plan(new Plan(null, 4_000, 0.2, 0.05, 7))
                .build();
        experimentId = catalog(START).create(APP, planned, "ada").id();
        catalog(START).start(APP, "planned", "ada");
        // Not enough for the sequence, enough for the one look.
        people("control", 2_000, 200);
        people("b", 2_000, 245);
        write();
        database.sql("insert into {schema}.experiment_acknowledgement values (:id, 'silent', 'ada', now(), 'known')")
                .param("id", experimentId)
                .update();

        ExperimentReport early = reports(START.plus(Duration.ofDays(6))).report(APP, "planned");
        assertThat(early.advice().code()).isEqualTo(Advice.Code.TOO_EARLY);
        assertThat(early.engine()).isEqualTo(ExperimentReport.Engine.HYBRID);
        for (int day : new int[] {8, 30}) {
            ExperimentReport report = reports(START.plus(Duration.ofDays(day))).report(APP, "planned");
            MetricResult.Deciding deciding =
                    report.variants().get(1).comparison().deciding().orNull();
            assertThat(deciding.planned()).isTrue();
            assertThat(deciding.day()).isEqualTo(LocalDate.parse("2026-03-07"));
            assertThat(deciding.pValue()).isBetween(0.01, 0.05);
            assertThat(deciding.lift().lower()).isPositive();
            assertThat(report.advice().code()).isEqualTo(Advice.Code.SHIP);
        }
        database.sql("update {schema}.experiment set setup = jsonb_set(setup, '{plan,sampleSize}', '40000')")
                .update();
        ExperimentReport far = reports(START.plus(Duration.ofDays(8))).report(APP, "planned");
        assertThat(far.advice().code()).isEqualTo(Advice.Code.KEEP_RUNNING);
        assertThat(far.daysLeft()).isEqualTo(81);
    }

    @Test
    void agreesWithCountingOnePersonAtATime() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Instant now = START.plus(Duration.ofDays(9));
        Map<Integer, Map<String, Instant>> exposures = new HashMap<>();
        Map<Integer, List<Goal>> goals = new HashMap<>();
        List<String> ids = IntStream.range(0, 1_500).mapToObj(i -> "p" + i).toList();
        Map<String, Integer> persons = new HashMap<>();
        database.transaction()
                .executeWithoutResult(
                        status -> people.resolve(APP, ids).forEach((id, own) -> persons.put(id, own.personId())));
        for (int person : persons.values()) {
            int seen = random.nextInt(20) == 0 ? 2 : random.nextInt(10) == 0 ? 0 : 1;
            Map<String, Instant> of = new HashMap<>();
            while (of.size() < seen) {
                of.put(VARIANTS.get(random.nextInt(3)), at(random, now));
            }
            exposures.put(person, of);
            for (int i = random.nextInt(4); i > 0; i--) {
                Instant anchor =
                        of.isEmpty() ? at(random, now) : of.values().iterator().next();
                Instant at = switch (random.nextInt(6)) {
                    case 0 -> anchor;
                    case 1 -> anchor.plus(WINDOW);
                    case 2 -> anchor.minusMillis(1);
                    case 3 -> anchor.plus(WINDOW).plusMillis(1);
                    default -> at(random, now);
                };
                goals.computeIfAbsent(person, any -> new ArrayList<>())
                        .add(new Goal(random.nextInt(5) == 0 ? "viewed" : "order_placed", at, random.nextInt(20)));
            }
        }
        exposures.forEach((person, of) -> of.forEach((variant, at) -> expose(person, variant, at)));
        goals.forEach((person, of) -> of.forEach(goal -> event(person, goal.name, goal.at, goal.total)));
        write();
        database.sql("update {schema}.app set time_zone = 'America/St_Johns'").update();
        TestMerges.some(random, database, APP, ids).forEach((other, known) -> {
            int person = persons.get(known);
            exposures
                    .remove(persons.get(other))
                    .forEach((variant, at) ->
                            exposures.get(person).merge(variant, at, (one, two) -> one.isBefore(two) ? one : two));
            List<Goal> more = goals.remove(persons.get(other));
            if (more != null) {
                goals.computeIfAbsent(person, any -> new ArrayList<>()).addAll(more);
            }
        });

        ExperimentReport report = report(now);

        long multiple = exposures.values().stream().filter(of -> of.size() > 1).count();
        assertThat(report.health().multipleExposures()).isEqualTo(multiple);
        TreeMap<LocalDate, Map<String, Long>> days = new TreeMap<>();
        for (VariantResult result : report.variants()) {
            long users = 0;
            long conversions = 0;
            long open = 0;
            for (var entry : exposures.entrySet()) {
                Instant exposed = entry.getValue().get(result.variant().key());
                if (exposed == null || entry.getValue().size() > 1) {
                    continue;
                }
                users++;
                boolean converted = goals.getOrDefault(entry.getKey(), List.of()).stream()
                        .anyMatch(goal -> goal.name.equals("order_placed")
                                && goal.total >= 10
                                && !goal.at.isBefore(exposed)
                                && !goal.at.isAfter(now)
                                && !goal.at.isAfter(exposed.plus(WINDOW)));
                conversions += converted ? 1 : 0;
                open += !converted && !exposed.plus(WINDOW).isBefore(now) ? 1 : 0;
                days.computeIfAbsent(
                                exposed.atZone(ZoneId.of("America/St_Johns")).toLocalDate(), day -> new HashMap<>())
                        .merge(result.variant().key(), 1L, Long::sum);
            }
            assertThat(List.of(result.users(), result.conversions(), result.windowOpen()))
                    .as(result.variant().key())
                    .containsExactly(users, conversions, open);
        }
        assertThat(report.exposuresPerDay())
                .containsExactlyElementsOf(days.entrySet().stream()
                        .map(day -> new ExperimentReport.ExposureDay(day.getKey(), day.getValue()))
                        .toList());
        assertThat(report.daysRunning()).isEqualTo(9);
    }

    @Test
    void findsTheBetterVariant() {
        people("control", 2_000, 200);
        people("b", 2_000, 300);
        people("c", 2_000, 210);
        write();

        ExperimentReport report = report(START.plus(Duration.ofDays(10)));

        VariantResult b = report.variants().get(1);
        assertThat(b.users()).isEqualTo(2_000);
        assertThat(b.conversions()).isEqualTo(300);
        assertThat(b.comparison().lift().orNull()).isCloseTo(0.5, within(1e-12));
        assertThat(b.comparison().differenceInterval().orNull().lower()).isPositive();
        assertThat(b.comparison().chanceToWin()).isGreaterThan(0.999);
        Interval posterior = b.comparison().liftPosterior().orNull();
        assertThat(posterior)
                .isEqualTo(LiftPosterior.interval(report.variants().get(0).proportion(), b.proportion(), 0.05)
                        .orNull());
        assertThat(posterior.lower()).isPositive();
        assertThat(b.comparison().pValueAdjusted().orNull())
                .isEqualTo(2 * b.comparison().pValue().orNull());
        assertThat(report.engine()).isEqualTo(ExperimentReport.Engine.SEQUENTIAL);
        assertThat(b.comparison().deciding().orNull().lift().lower()).isPositive();
        assertThat(report.health().faults()).isEmpty();
        assertThat(report.windowOpen()).isZero();
        assertThat(report.advice().code()).isEqualTo(Advice.Code.SHIP);
        assertThat(report.advice().variant()).isEqualTo("b");
        assertThat(report.advice().text()).contains("15.00 %", "10.00 %", "+50.0 %", "p = 0.0003");
        JsonNode json = ExperimentReportJson.write(report).path("variants");
        assertThat(json.path(0).path("liftPosterior").isNull()).isTrue();
        assertThat(json.path(1).path("liftPosterior").path("low").doubleValue()).isEqualTo(posterior.lower());
        assertThat(json.path(1).path("liftPosterior").path("high").doubleValue())
                .isEqualTo(posterior.upper());
        assertThat(json.path(1).path("liftPosterior").path("percent").intValue())
                .isEqualTo(95);
        assertThat(ExperimentReportJson.write(report).toString())
                .contains(
                        "\"conversions\":300",
                        "\"lift\":{\"relative\":0.4999",
                        "\"srm\":{\"pValue\":1.0,\"alarm\":false}",
                        "\"advice\":{\"code\":\"SHIP\"");
    }

    @Test
    void theStatementToRunByHandCountsTheSame() {
        ExperimentDefinition paid = ExperimentDefinition.builder("paid")
                .variant("control", 1)
                .variant("b", 1)
                .goal(new EventFilter(
                        "order_placed",
                        List.of(
                                new PropertyCondition("total", PropertyCondition.Operator.GTE, 10),
                                new PropertyCondition("note", PropertyCondition.Operator.NE, "it's :p1"))))
                .conversionWindow(WINDOW)
                .build();
        experimentId = catalog(START).create(APP, paid, "ada").id();
        catalog(START).start(APP, "paid", "ada");
        people("control", 30, 4);
        people("b", 20, 5);
        write();
        ExperimentReport report = reports(START.plus(Duration.ofDays(3))).report(APP, "paid");

        assertThat(byHand(report))
                .containsExactlyInAnyOrder("control 30 4", "b 20 5")
                .containsExactlyInAnyOrderElementsOf(counted(report));
        assertThat(CountsByHand.of(report.experiment(), new AnalyticsTables("other")))
                .contains(" other.experiment_exposure ", "(other.event ")
                .doesNotContain("analytics.");
    }

    @Test
    void namesNoWinnerWhileTheSpreadIsWrong() {
        people("control", 2_000, 200);
        people("b", 2_400, 600);
        people("c", 2_000, 210);
        write();

        Advice advice = report(START.plus(Duration.ofDays(10))).advice();
        assertThat(advice.code()).isEqualTo(Advice.Code.UNHEALTHY);
        assertThat(advice.variant()).isNull();
        assertThat(advice.text()).doesNotContain("'b'");
    }

    @Test
    void leavesOutPeopleOfTwoVariantsAndWarnsOfMany() {
        people("control", 500, 50);
        people("b", 500, 50);
        people("c", 500, 50);
        for (int i = 0; i < 20; i++) {
            int person = person("both" + i);
            expose(person, "control", START);
            expose(person, "b", START.plusSeconds(60));
            event(person, "order_placed", START.plusSeconds(120), 50);
        }
        write();

        ExperimentReport report = report(START.plus(Duration.ofDays(10)));
        assertThat(report.variants()).extracting(VariantResult::users).containsExactly(500L, 500L, 500L);
        assertThat(report.health().multipleExposures()).isEqualTo(20);
        assertThat(report.advice().code()).isEqualTo(Advice.Code.UNHEALTHY);
    }

    @Test
    void isSilentBeforeThereIsEnoughToSay() {
        assertThat(report(START).advice().code()).isEqualTo(Advice.Code.NO_DATA);

        people("control", 50, 0);
        people("b", 50, 3);
        people("c", 50, 0);
        write();
        ExperimentReport few = report(START.plus(Duration.ofDays(10)));
        assertThat(few.advice().code()).isEqualTo(Advice.Code.TOO_EARLY);
        assertThat(few.engine()).isEqualTo(ExperimentReport.Engine.BAYESIAN);
        VariantResult.Comparison b = few.variants().get(1).comparison();
        assertThat(b.lift().reason()).isEqualTo(Computed.Reason.ZERO_BASELINE);
        assertThat(b.difference().orNull()).isEqualTo(0.06);
        assertThat(b.differenceInterval().orNull()).isNotNull();
        assertThat(b.pValue().reason()).isEqualTo(Computed.Reason.TOO_FEW);
        assertThat(b.exactPValue().orNull()).isBetween(0.05, 1.0);
        assertThat(b.chanceToWin()).isBetween(0.9, 0.99);
        assertThat(b.liftPosterior().reason()).isEqualTo(Computed.Reason.ZERO_BASELINE);
        assertThat(ExperimentReportJson.write(few).toString())
                .contains(
                        "\"lift\":{\"relative\":null,\"absolute\":0.06}", "\"liftPosterior\":null,\"expectedLoss\":0.");
    }

    @Test
    void waitsForAWholeWeek() {
        people("control", 2_000, 200);
        people("b", 2_000, 300);
        people("c", 2_000, 210);
        write();
        assertThat(report(START.plus(Duration.ofDays(7)).minusSeconds(1))
                        .advice()
                        .code())
                .isEqualTo(Advice.Code.TOO_EARLY);
        assertThat(report(START.plus(Duration.ofDays(7))).advice().code()).isEqualTo(Advice.Code.SHIP);
    }

    @Test
    void whoCameBeforeTheConclusionHasUntilTheWindowCloses() {
        people("control", 300, 30);
        people("b", 300, 30);
        people("c", 300, 30);
        int late = person("late");
        expose(late, "b", START.plus(Duration.ofDays(8)));
        event(late, "order_placed", START.plus(Duration.ofDays(8)).plusSeconds(3_600), 50);
        write();
        Instant end = START.plus(Duration.ofDays(8)).plusSeconds(60);
        catalog(end).conclude(APP, "checkout", "b", "ada");
        reports(end.plusSeconds(60)).freeze(APP, "checkout");

        ExperimentReport open = report(end.plusSeconds(60));
        assertThat(open.frozen()).isFalse();
        assertThat(open.variants().get(1).conversions()).isEqualTo(30);
        assertThat(open.windowOpen()).isEqualTo(1);
        ExperimentReport report = report(START.plus(Duration.ofDays(100)));
        assertThat(report.frozen()).isTrue();
        assertThat(report.asOf()).isEqualTo(end.plus(WINDOW));
        assertThat(report.daysRunning()).isEqualTo(8);
        assertThat(report.variants().get(1).users()).isEqualTo(301);
        assertThat(report.variants().get(1).conversions()).isEqualTo(31);
        assertThat(report.windowOpen()).isZero();
        assertThat(byHand(report)).contains("b 301 31").containsExactlyInAnyOrderElementsOf(counted(report));
    }

    @Test
    void daysInWhichNobodyIsLetInDoNotCount() {
        people("control", 2_000, 200);
        people("b", 2_000, 300);
        people("c", 2_000, 210);
        write();
        Instant second = START.plus(Duration.ofDays(2));
        catalog(second).life().pause(APP, "checkout", "ada", null);
        catalog(second.plus(Duration.ofDays(5))).life().resume(APP, "checkout", "ada", null);
        catalog(second.plus(Duration.ofDays(6)))
                .life()
                .changeTraffic(APP, "checkout", ChangeOfTraffic.to(0), "ada", null);
        catalog(second.plus(Duration.ofDays(8)))
                .life()
                .changeTraffic(APP, "checkout", ChangeOfTraffic.to(10_000), "ada", null);

        assertThat(report(second.plus(Duration.ofDays(4))).daysRunning()).isEqualTo(2);
        ExperimentReport early = report(START.plus(Duration.ofDays(13)));
        assertThat(early.daysRunning()).isEqualTo(6);
        assertThat(early.advice().code()).isEqualTo(Advice.Code.TOO_EARLY);
        assertThat(early.advice().text()).contains("6 of at least 7 days");
        assertThat(report(START.plus(Duration.ofDays(14))).advice().code()).isEqualTo(Advice.Code.SHIP);
    }

    @Test
    void isRefusedTheMemoryThatItMayNotHave() {
        people("control", 300, 30);
        people("b", 300, 30);
        people("c", 300, 30);
        write();
        Instant now = START.plus(Duration.ofDays(8));
        ReportLimits little = new ReportLimits(Duration.ofSeconds(30), 1, Duration.ofSeconds(1), 10_000);
        AnalyticsDatabase poor = new AnalyticsDatabase(
                database.hostDataSource(), database.tables(), new ReportRuns(little), new ResultMemory(0));

        assertThatExceptionOfType(ReportTooLargeException.class)
                .isThrownBy(() -> new ExperimentReports(poor, catalog(now), names, Clock.fixed(now, ZoneOffset.UTC))
                        .report(APP, "checkout"));
    }

    @Test
    void expectsPeopleByTheWeightsOfTheirPhase() {
        database.sql("insert into {schema}.experiment_phase values (:id, 2, :at, 10000, '{8,1,1}')")
                .param("id", experimentId)
                .param("at", START.plusSeconds(600).atOffset(ZoneOffset.UTC))
                .update();
        people("control", 1_000, 100);
        people("b", 1_000, 100);
        people("c", 1_000, 100);
        for (int i = 0; i < 1_000; i++) {
            exposeInPhase(person("later" + i), i < 800 ? "control" : i < 900 ? "b" : "c", 2);
        }
        write();
        assertThat(report(START.plus(Duration.ofDays(10))).health().srm().pValue())
                .isGreaterThan(0.99);
    }

    private List<String> byHand(ExperimentReport report) {
        return new JdbcTemplate(database.dataSource())
                .query(
                        CountsByHand.of(report.experiment(), database.tables()),
                        (row, number) -> row.getString(1) + " " + row.getLong(2) + " " + row.getLong(3));
    }

    private static List<String> counted(ExperimentReport report) {
        return report.variants().stream()
                .map(each -> each.variant().key() + " " + each.users() + " " + each.conversions())
                .toList();
    }

    private void people(String variant, int users, int conversions) {
        for (int i = 0; i < users; i++) {
            int person = person(variant + i);
            expose(person, variant, START.plusSeconds(i));
            if (i < conversions) {
                event(person, "order_placed", START.plusSeconds(i + 60), 10);
                event(person, "order_placed", START.plusSeconds(i + 90), 12);
            } else {
                event(person, "order_placed", START.minusSeconds(60), 10);
                event(person, "order_placed", START.plusSeconds(i + 60), 9);
            }
        }
    }

    private void phase(int number, String weights) {
        database.sql("insert into {schema}.experiment_phase values (:id, :number, :at, 10000, :weights::int[])")
                .param("id", experimentId)
                .param("number", number)
                .param("at", START.plusSeconds(600).atOffset(ZoneOffset.UTC))
                .param("weights", weights)
                .update();
    }

    /** People of the second phase. */
    private void later(String variant, int users, int conversions) {
        for (int i = 0; i < users; i++) {
            int person = person("later-" + variant + i);
            exposeInPhase(person, variant, 2);
            if (i < conversions) {
                event(person, "order_placed", START.plusSeconds(1_000), 50);
            }
        }
    }

    private int person(String id) {
        return known.computeIfAbsent(id, any -> 100_000 + known.size());
    }

    private void expose(int person, String variant, Instant at) {
        exposures.add(new Object[] {experimentId, person, variant, 1, at.atOffset(ZoneOffset.UTC)});
    }

    private void exposeInPhase(int person, String variant, int phase) {
        exposures.add(new Object[] {
            experimentId, person, variant, phase, START.plusSeconds(900).atOffset(ZoneOffset.UTC)
        });
    }

    private void event(int person, String name, Instant at, int total) {
        int id = names.resolve(APP, Set.of(name)).get(name);
        events.add(new EventRow(
                id, new KnownDistinctId(0, person), at, at, events.size(), null, "{\"total\":" + total + "}", true));
    }

    private void write() {
        new JdbcTemplate(database.dataSource())
                .batchUpdate(
                        database.tables().qualify("insert into {schema}.experiment_exposure values (?, ?, ?, ?, ?)"),
                        exposures);
        exposures.clear();
        store.prepare(events.stream().map(EventRow::occurredAt).toList());
        database.transaction().executeWithoutResult(status -> store.append(events));
        events.clear();
    }

    private static Instant at(Random random, Instant until) {
        return START.plusMillis((long) (random.nextDouble() * (until.toEpochMilli() - START.toEpochMilli())));
    }

    private void acknowledge(String fault) {
        database.sql("insert into {schema}.experiment_acknowledgement values (:id, :fault, 'ada', now(), 'known')")
                .param("id", experimentId)
                .param("fault", fault)
                .update();
    }

    private ExperimentReport report(Instant now) {
        return reports(now).report(APP, "checkout");
    }

    private ExperimentReports reports(Instant now) {
        return new ExperimentReports(database, catalog(now), names, Clock.fixed(now, ZoneOffset.UTC));
    }

    private ExperimentCatalog catalog(Instant now) {
        return new ExperimentCatalog(database, new ExperimentSettings() {}, Clock.fixed(now, ZoneOffset.UTC));
    }

    private record Goal(String name, Instant at, int total) {}
}
