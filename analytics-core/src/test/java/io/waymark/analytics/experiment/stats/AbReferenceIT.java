/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.analytics.experiment.stats.mean.Arm;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.experiment.stats.mean.Sums;
import io.waymark.analytics.experiment.stats.mean.WelchTest;
import io.waymark.analytics.experiment.stats.mean.Winsorizing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Real experiments of others: the figures come out of the raw tables as independent programs computed them. */
class AbReferenceIT {

    private static final double ALPHA = 0.05;

    /** Expected figures have ten significant digits. */
    private static final double DIGITS = 1e-9;

    private static final Pattern WITHOUT = Pattern.compile("(.+)_without_the_one_user_of_(\\d+)_\\w+");

    @TestFactory
    Stream<DynamicTest> comparisons() {
        return AbSet.all().stream().flatMap(set -> set.expected().has("results") ? manyTests(set) : oneTest(set));
    }

    private static Stream<DynamicTest> oneTest(AbSet set) {
        List<DynamicTest> tests = new ArrayList<>();
        Set<String> arms = new LinkedHashSet<>();
        set.expected().properties().stream()
                .filter(entry -> entry.getValue().has("expected_shares"))
                .forEach(entry -> {
                    arms.addAll(entry.getValue().get("expected_shares").propertyNames());
                    tests.add(DynamicTest.dynamicTest(
                            set.name() + " " + entry.getKey(), () -> srm(set, entry.getKey(), entry.getValue())));
                });
        set.expected().properties().forEach(entry -> {
            String[] pair = entry.getKey().split(" vs ");
            if (pair.length == 2) {
                entry.getValue()
                        .properties()
                        .forEach(metric ->
                                compare(tests, set, arms, pair[1], pair[0], metric.getKey(), metric.getValue()));
            } else {
                List<String> named = List.copyOf(arms);
                compare(
                        tests,
                        set,
                        arms,
                        set.expected().path("control").asString(named.get(0)),
                        set.expected().path("treatment").asString(named.get(1)),
                        entry.getKey(),
                        entry.getValue());
            }
        });
        assertThat(tests).as(set.name()).hasSizeGreaterThan(1);
        return tests.stream();
    }

    private static void compare(
            List<DynamicTest> tests,
            AbSet set,
            Set<String> arms,
            String control,
            String treatment,
            String metric,
            JsonNode expected) {
        if (!expected.path("control").has("conversions")) {
            if (expected.path("control").has("mean")) {
                tests.add(DynamicTest.dynamicTest(
                        set.name() + " " + treatment + " vs " + control + " " + metric,
                        () -> means(
                                Arm.of(sums(set.ofArm(control, arms), metric)),
                                Arm.of(sums(set.ofArm(treatment, arms), metric)),
                                expected)));
            }
            return;
        }
        tests.add(DynamicTest.dynamicTest(set.name() + " " + treatment + " vs " + control + " " + metric, () -> {
            Proportion[] counted = count(set, arms, control, treatment, metric, expected);
            check(counted[0], counted[1], expected);
        }));
    }

    private static void check(Proportion control, Proportion treatment, JsonNode expected) {
        assertThat(control).isEqualTo(proportion(expected.get("control")));
        assertThat(treatment).isEqualTo(proportion(expected.get("treatment")));
        close("rate", control.rate(), expected.get("control").get("rate"));
        close("rate", treatment.rate(), expected.get("treatment").get("rate"));
        close("diff", treatment.rate() - control.rate(), expected.get("diff"));
        close("lift", treatment.rate() / control.rate() - 1, expected.get("relative_lift"));
        TwoProportionTest test = TwoProportionTest.of(control, treatment).orNull();
        close("z", test.z(), expected.get("z_pooled"));
        close("p", test.pValue(), expected.get("p_value_two_sided"));
        interval(
                TwoProportionTest.unpooledInterval(control, treatment, ALPHA).orNull(),
                expected.get("ci95_unpooled").get(0),
                expected.get("ci95_unpooled").get(1));
    }

    private static void means(Arm control, Arm treatment, JsonNode expected) {
        assertThat(control.n()).isEqualTo(expected.get("control").get("n").asLong());
        assertThat(treatment.n()).isEqualTo(expected.get("treatment").get("n").asLong());
        close("mean", control.mean(), expected.get("control").get("mean"));
        close("mean", treatment.mean(), expected.get("treatment").get("mean"));
        close("variance", control.variance(), expected.get("control").get("variance"));
        close("variance", treatment.variance(), expected.get("treatment").get("variance"));
        Effect effect = WelchTest.absolute(control, treatment).orNull();
        close("diff", effect.value(), expected.get("diff"));
        close("se", effect.standardError(), expected.get("se"));
        close("t", effect.t(), expected.get("t"));
        close("df", effect.degreesOfFreedom(), expected.get("df"));
        close("p", effect.pValue(), expected.get("p_value_two_sided"));
        interval(
                effect.interval(ALPHA),
                expected.get("ci95").get(0),
                expected.get("ci95").get(1));
        close(
                "lift",
                WelchTest.relative(control, treatment).map(Effect::value).orNull(),
                expected.get("relative_lift"));
    }

    /** The values of a column, or of a column without those who have one value, as the name of the metric says. */
    private static Sums sums(List<CSVRecord> records, String metric) {
        Matcher without = WITHOUT.matcher(metric);
        boolean whole = records.get(0).isMapped(metric);
        assertThat(whole || without.matches()).as("What is " + metric + "?").isTrue();
        String column = whole ? metric : without.group(1);
        return Winsorizing.sums(
                records.stream()
                        .mapToDouble(record -> Double.parseDouble(record.get(column)))
                        .filter(value -> whole || value != Double.parseDouble(without.group(2)))
                        .toArray(),
                OptionalDouble.empty());
    }

    private static void srm(AbSet set, String name, JsonNode expected) {
        JsonNode shares = expected.get("expected_shares");
        Set<String> arms = new LinkedHashSet<>(shares.propertyNames());
        String column = name.replaceFirst("^srm_?", "");
        List<Long> observed = arms.stream()
                .map(arm -> {
                    List<CSVRecord> records = set.ofArm(arm, arms);
                    return column.isEmpty() ? (Long) (long) records.size() : (Long) sum(records, column);
                })
                .toList();
        List<Double> weights = shares.valueStream().map(JsonNode::asDouble).toList();
        check(SrmTest.of(observed, weights), expected.get("chi2"), expected.get("p_value"));
        if (expected.has("df")) {
            assertThat(SrmTest.of(observed, weights).degreesOfFreedom())
                    .isEqualTo(expected.get("df").asInt());
        }
    }

    private static void check(SrmTest srm, JsonNode chiSquare, JsonNode pValue) {
        close("chi2", srm.chiSquare(), chiSquare);
        close("p", srm.pValue(), pValue);
    }

    /** Rows {@code test_id, variant, impressions, clicks}; figures {@code [variant, diff, p, ci_low, ci_high]}. */
    private static Stream<DynamicTest> manyTests(AbSet set) {
        Map<String, Map<Integer, Proportion>> byTest = new LinkedHashMap<>();
        set.records()
                .forEach(record -> byTest.computeIfAbsent(record.get("test_id"), test -> new LinkedHashMap<>())
                        .put(
                                Integer.valueOf(record.get("variant")),
                                new Proportion(
                                        Long.parseLong(record.get("clicks")),
                                        Long.parseLong(record.get("impressions")))));
        assertThat(byTest).hasSameSizeAs(set.expected().get("results").values());
        return set.expected().get("results").valueStream().map(result -> {
            String id = result.get("test_id").asString();
            return DynamicTest.dynamicTest(set.name() + " " + id, () -> {
                Map<Integer, Proportion> variants = byTest.get(id);
                List<Long> impressions =
                        variants.values().stream().map(Proportion::trials).toList();
                SrmTest srm = SrmTest.of(
                        impressions, impressions.stream().map(any -> 1).toList());
                check(srm, result.get("srm_chi2"), result.get("srm_p"));
                JsonNode comparisons = result.properties().stream()
                        .filter(entry -> entry.getKey().startsWith("vs_variant_0"))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
                assertThat(comparisons.size()).isEqualTo(variants.size() - 1);
                comparisons.forEach(expected -> {
                    Proportion control = variants.get(0);
                    Proportion treatment = variants.get(expected.get(0).asInt());
                    close("diff", treatment.rate() - control.rate(), expected.get(1));
                    Computed<Double> p =
                            TwoProportionTest.of(control, treatment).map(TwoProportionTest::pValue);
                    close("p", p.orNull(), expected.get(2));
                    interval(
                            TwoProportionTest.unpooledInterval(control, treatment, ALPHA)
                                    .orNull(),
                            expected.get(3),
                            expected.get(4));
                });
            });
        });
    }

    private static Proportion[] count(
            AbSet set, Set<String> arms, String control, String treatment, String metric, JsonNode expected) {
        List<CSVRecord> controls = set.ofArm(control, arms);
        List<CSVRecord> treatments = set.ofArm(treatment, arms);
        if (controls.get(0).isMapped(metric)) {
            return new Proportion[] {people(controls, metric), people(treatments, metric)};
        }
        // Counts by day: the names of metrics do not say which columns they are made of, the counts do.
        for (String trials : controls.get(0).toMap().keySet()) {
            for (String conversions : controls.get(0).toMap().keySet()) {
                Proportion[] counted = {days(controls, trials, conversions), days(treatments, trials, conversions)};
                if (counted[0] != null
                        && counted[1] != null
                        && counted[0].equals(proportion(expected.get("control")))) {
                    return counted;
                }
            }
        }
        throw new AssertionError("No columns of " + set.name() + " have the counts of " + metric);
    }

    private static Proportion people(List<CSVRecord> records, String column) {
        long conversions = records.stream()
                .map(record -> record.get(column).toLowerCase(Locale.ROOT))
                .filter(value -> value.equals("true") || value.equals("1"))
                .count();
        return new Proportion(conversions, records.size());
    }

    private static Proportion days(List<CSVRecord> records, String trials, String conversions) {
        List<CSVRecord> complete = records.stream()
                .filter(record -> isCount(record.get(trials)) && isCount(record.get(conversions)))
                .toList();
        long of = sum(complete, trials);
        long converted = sum(complete, conversions);
        return complete.isEmpty() || converted > of ? null : new Proportion(converted, of);
    }

    private static long sum(List<CSVRecord> records, String column) {
        String name = records.isEmpty()
                ? column
                : records.get(0).toMap().keySet().stream()
                        .filter(column::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow();
        return records.stream()
                .mapToLong(record -> (long) Double.parseDouble(record.get(name)))
                .sum();
    }

    private static boolean isCount(String cell) {
        return cell.matches("\\d+(\\.0*)?");
    }

    private static Proportion proportion(JsonNode expected) {
        return new Proportion(
                expected.get("conversions").asLong(), expected.get("n").asLong());
    }

    private static void interval(Interval actual, JsonNode lower, JsonNode upper) {
        close("lower", actual.lower(), lower);
        close("upper", actual.upper(), upper);
    }

    private static void close(String name, Double actual, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(actual).as(name).isNull();
            return;
        }
        double value = expected.asDouble();
        Offset<Double> tolerance = within(Math.max(1e-15, DIGITS * Math.abs(value)));
        assertThat(actual).as(name).isCloseTo(value, tolerance);
    }
}
