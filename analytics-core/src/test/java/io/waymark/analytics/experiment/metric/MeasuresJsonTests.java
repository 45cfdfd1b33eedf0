/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.json.JsonInput;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MeasuresJsonTests {

    @Test
    void readsWhatItWrites() {
        List<Metric> metrics = Arrays.stream(MetricKind.values())
                .map(kind -> kind == MetricKind.RATIO || kind == MetricKind.FUNNEL
                        ? Metric.of("of-" + kind.name().toLowerCase(java.util.Locale.ROOT), kind, "a", "b")
                        : Metric.of("of-" + kind.name().toLowerCase(java.util.Locale.ROOT), kind, "a"))
                .map(metric -> metric.as(MetricRole.GUARDRAIL).within(Duration.ofDays(3)))
                .toList();
        Measures measures = new Measures(metrics, DecisionRule.DO_NO_HARM, true, false);

        assertThat(read(MeasuresJson.write(measures).toString())).isEqualTo(measures);
    }

    @Test
    void defaultsToConversionsThatAreSecondary() {
        Measures measures = read("{\"metrics\": [{\"key\": \"refunds\", \"events\": [\"order_refunded\"]}]}");

        assertThat(measures.metrics())
                .containsExactly(Metric.of("refunds", MetricKind.CONVERSION, "order_refunded")
                        .as(MetricRole.SECONDARY));
        assertThat(measures.rule()).isEqualTo(DecisionRule.CLEAR_SIGNALS);
    }

    @Test
    void pointsAtTheFieldAtFault() {
        assertThat(faults("{\"metrics\": [{\"key\": \"revenue\", \"kind\": \"SUM\", \"events\": [\"order_placed\"]}]}"))
                .containsExactly(
                        new Fault("/metrics/0/property", "is missing: a sum is made of the values of a property"));
        assertThat(faults("{\"metrics\": [{\"key\": \"r\", \"kind\": \"RATIO\", \"events\": [\"order_placed\"]}]}"))
                .extracting(Fault::pointer)
                .containsExactly("/metrics/0/events");
        assertThat(faults("{\"metrics\": [{\"key\": \"r\", \"kind\": \"MEDIAN\", \"events\": [\"a\"]}]}"))
                .extracting(Fault::pointer)
                .containsExactly("/metrics/0/kind");
        assertThat(faults("{\"metrics\": [{\"key\": \"Q\", \"events\": [\"a\"], \"window\": \"soon\"}]}"))
                .extracting(Fault::pointer)
                .contains("/metrics/0/window");
    }

    @Test
    void keysDiffer() {
        Metric metric = Metric.of("goal", MetricKind.CONVERSION, "a");
        assertThat(new Measures(List.of(metric), DecisionRule.CLEAR_SIGNALS, false, false).faults())
                .extracting(Fault::pointer)
                .containsExactly("/metrics/0/key");
    }

    private static List<Fault> faults(String json) {
        List<Fault> faults = new java.util.ArrayList<>();
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read(json))
                .satisfies(e -> faults.addAll(e.faults()));
        return faults;
    }

    private static Measures read(String json) {
        return JsonInput.read(new JsonMapper().readTree(json), "", MeasuresJson::read);
    }
}
