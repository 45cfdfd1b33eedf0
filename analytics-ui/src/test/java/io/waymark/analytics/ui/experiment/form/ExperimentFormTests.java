/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.metric.DecisionRule;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import io.waymark.analytics.experiment.metric.MetricRole;
import io.waymark.analytics.experiment.plan.Audience;
import io.waymark.analytics.experiment.plan.Layer;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.plan.Rollout;
import io.waymark.analytics.experiment.plan.Schedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentFormTests {

    private static final EventFilter ORDER = new EventFilter(
            "order_placed",
            List.of(
                    new PropertyCondition("total", Operator.GTE, new BigDecimal("10.50")),
                    new PropertyCondition("gift", Operator.EQ, true),
                    new PropertyCondition("coupon", Operator.NE, "true"),
                    new PropertyCondition(
                            "zip", Operator.IN, List.of("01067", "Köln, Süd", new BigDecimal("7"), false)),
                    new PropertyCondition("note", Operator.CONTAINS, "5"),
                    new PropertyCondition("refund", Operator.NOT_EXISTS, null)));

    private static ExperimentDefinition everything() {
        return ExperimentDefinition.builder("checkout")
                .name("Checkout")
                .hypothesis("It helps.")
                .variant("control", 34)
                .variant("b", 33)
                .variant("c", 33)
                .goal(ORDER)
                .conversionWindow(Duration.ofMinutes(90))
                .metric(Metric.of("bought", MetricKind.CONVERSION, "order_placed")
                        .within(Duration.ofMinutes(1)))
                .metric(Metric.of("views", MetricKind.COUNT, "viewed").within(Duration.ofHours(36)))
                .metric(Metric.of("revenue", MetricKind.SUM, "order_placed")
                        .property("total")
                        .as(MetricRole.GUARDRAIL))
                .metric(Metric.of("wait", MetricKind.MEAN, "loaded")
                        .property("ms")
                        .lowerIsBetterToo())
                .metric(Metric.of("per-view", MetricKind.RATIO, "order_placed", "viewed")
                        .property("total"))
                .metric(quantile())
                .metric(Metric.of("through", MetricKind.FUNNEL, "viewed", "added", "order_placed")
                        .within(Duration.ofMillis(1_500))
                        .as(MetricRole.SECONDARY))
                .metric(Metric.of("back", MetricKind.RETENTION, "viewed").as(MetricRole.SECONDARY))
                .decision(DecisionRule.DO_NO_HARM)
                .pauseOnHarm()
                .rollout(new Rollout(
                        new Audience(
                                "buyers",
                                List.of(new PropertyCondition("plan", Operator.EQ, "5")),
                                List.of(new PropertyCondition("age", Operator.GT, new BigDecimal("17")))),
                        new Layer("checkout", 500, 7_525),
                        Schedule.NONE))
                .plan(new Plan("kim", 4_000, 0.075, 0.01, 10))
                .build();
    }

    private static Metric quantile() {
        return new Metric(
                "slowest",
                "Slowest",
                MetricRole.GUARDRAIL,
                MetricKind.QUANTILE,
                List.of(new EventFilter("loaded", List.of(PropertyCondition.eq("cached", false)))),
                "ms",
                null,
                0.999,
                Metric.DEFAULT_PERIOD,
                0,
                Duration.ofMinutes(30),
                Duration.ofDays(2),
                true);
    }

    @Test
    void losesNothingOfADefinition() {
        ExperimentDefinition definition = everything();

        assertThat(ExperimentForm.of(definition).definition(definition)).isEqualTo(definition);
    }

    @Test
    void keepsWhatDecidesOnceItHasBeenStarted() {
        ExperimentDefinition definition = everything();
        ExperimentForm form = ExperimentForm.started(definition);
        assertThat(form.measures().metrics()).extracting(MetricRow::key).containsExactly("through", "back");
        ExperimentForm fewer = FormEdit.apply(form, "unmetric:2");

        ExperimentDefinition changed = fewer.changed(definition, false);

        assertThat(changed.measures().deciding())
                .isEqualTo(definition.measures().deciding());
        assertThat(changed.metrics()).extracting(Metric::key).endsWith("slowest", "through");
        assertThat(changed.goal()).isEqualTo(ORDER);
        assertThat(fewer.changed(definition, true).measures()).isEqualTo(definition.measures());
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        Map<String, String> fields = new HashMap<>(Map.of(
                "key", "Not A Key",
                "goal", "",
                "window", "soon",
                "windowUnit", "d",
                "k1", "control",
                "w1", "60",
                "k2", "b",
                "w2", "30"));
        fields.putAll(Map.of("traffic", "120", "sample", "many", "days", "1.5"));
        fields.putAll(
                Map.of("cp1", "age", "co1", "attribute", "cx1", "gt", "cv1", "true", "layer", "x", "layerFrom", "-1"));
        fields.putAll(Map.of("m1.kind", "SUM", "m1.key", "revenue", "m1.e1", "", "m1.window", "x"));
        fields.putAll(Map.of("m2.kind", "QUANTILE", "m2.key", "revenue", "m2.e1", "loaded", "m2.quantile", "100"));
        fields.putAll(Map.of("m2.e1.p1", "ms", "m2.e1.o1", "gt", "m2.e1.v1", ""));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ExperimentForm.read(new Fields(fields)).definition(null))
                .satisfies(e -> assertThat(e.faults())
                        .extracting(Fault::pointer)
                        .contains(
                                "/key",
                                "/goal/event",
                                "/conversionWindow",
                                "/trafficBasisPoints",
                                "/variants",
                                "/plan/sampleSize",
                                "/plan/minimumDays",
                                "/audience/attributes",
                                "/layer",
                                "/metrics/0/events/0/event",
                                "/metrics/0/property",
                                "/metrics/0/window",
                                "/metrics/1/key",
                                "/metrics/1/events/0/where",
                                "/metrics/1/property",
                                "/metrics/1/quantile")
                        .doesNotHaveDuplicates());
    }

    @Test
    void addsAndTakesAwayRows() {
        ExperimentForm form = ExperimentForm.empty();
        for (String action :
                List.of("metric:FUNNEL", "metric:SUM", "step:1", "where:1.3", "where:goal", "variant", "condition")) {
            form = FormEdit.apply(form, action);
        }
        assertThat(form.measures().metrics())
                .extracting(MetricRow::kind)
                .containsExactly(MetricKind.FUNNEL, MetricKind.SUM);
        assertThat(form.measures().metrics().get(0).events()).hasSize(3);
        assertThat(form.measures().metrics().get(0).events().get(2).where()).hasSize(1);
        assertThat(form.goal().where()).hasSize(1);
        assertThat(form.variants()).hasSize(3);
        assertThat(form.setup().conditions()).hasSize(1);

        for (String action :
                List.of("nowhere:1.3.1", "unstep:1.3", "nowhere:goal.1", "unmetric:2", "nonsense", "unmetric:9")) {
            form = FormEdit.apply(form, action);
        }
        assertThat(form.measures().metrics()).extracting(MetricRow::kind).containsExactly(MetricKind.FUNNEL);
        assertThat(form.measures().metrics().get(0).events()).hasSize(2);
        assertThat(form.goal().where()).isEmpty();
    }
}
