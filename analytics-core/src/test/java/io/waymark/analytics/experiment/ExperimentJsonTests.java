/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.experiment.metric.DecisionRule;
import io.waymark.analytics.experiment.metric.Measures;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import io.waymark.analytics.experiment.plan.Audience;
import io.waymark.analytics.experiment.plan.Plan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ExperimentJsonTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String VALID = """
            {"key":"checkout","name":"Checkout","hypothesis":null,
             "variants":[{"key":"control","name":"Grey","weight":3},{"key":"big","name":"Big","weight":1}],
             "trafficBasisPoints":5000,
             "goal":{"event":"order_placed","where":[{"property":"total","op":"gte","value":10}]},
             "conversionWindow":"PT48H"}
            """;

    @Test
    void readsWhatItWrites() {
        ExperimentDefinition definition = ExperimentJson.read(JSON.readTree(VALID));

        assertThat(definition.control()).isEqualTo(new Variant("control", "Grey", 3));
        assertThat(definition.trafficBasisPoints()).isEqualTo(5_000);
        assertThat(definition.conversionWindow()).isEqualTo(Duration.ofHours(48));
        assertThat(ExperimentJson.read(ExperimentJson.write(definition))).isEqualTo(definition);
        assertThat(ExperimentJson.write(definition).toString())
                .isEqualTo(JSON.readTree(VALID).toString());
    }

    @Test
    void aBuilderOfADefinitionHasAllOfIt() {
        ExperimentDefinition definition = ExperimentDefinition.builder("all")
                .name("All")
                .hypothesis("Nothing is lost")
                .variant("a", 1, "red")
                .variant("b", 2, "green")
                .trafficBasisPoints(17)
                .goal("order_placed")
                .conversionWindow(Duration.ofHours(3))
                .startAutomatically()
                .audience(Audience.ofAttributes(PropertyCondition.eq("country", "DE")))
                .layer("checkout", 0, 100)
                .plan(new Plan("ada", 4_000, 0.2, 0.01, 14))
                .measures(new Measures(
                        List.of(Metric.of("views", MetricKind.COUNT, "viewed")), DecisionRule.DO_NO_HARM, true, true))
                .build();

        assertThat(definition.toBuilder().build()).isEqualTo(definition);
    }

    @Test
    void mostFieldsHaveDefaults() {
        ExperimentDefinition definition = ExperimentJson.read(JSON.readTree("""
                {"key":"checkout","variants":[{"key":"a"},{"key":"b"}],"goal":"order_placed"}
                """));
        assertThat(definition.name()).isEqualTo("checkout");
        assertThat(definition.variants()).containsExactly(new Variant("a", "a", 1), new Variant("b", "b", 1));
        assertThat(definition.trafficBasisPoints()).isEqualTo(10_000);
        assertThat(definition.conversionWindow()).isEqualTo(Duration.ofDays(7));
        assertThat(definition.goal().event()).isEqualTo("order_placed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/key                     | key                | null",
                "/key                     | key                | 17",
                "/key                     | key                | \"17\"",
                "/key                     | key                | \"Checkout\"",
                "/key                     | key                | \"check out\"",
                "/key                     | key                | \"\\u0131\"",
                "/name                    | name               | \"\"",
                "/name                    | name               | [\"x\"]",
                "/name                    | name               | \"a\\u0000b\"",
                "/hypothesis              | hypothesis         | {}",
                "/variants                | variants           | null",
                "/variants                | variants           | []",
                "/variants                | variants           | {}",
                "/variants                | variants           | [{\"key\":\"a\"}]",
                "/variants/1              | variants           | [{\"key\":\"a\"},\"b\"]",
                "/variants/1/key          | variants           | [{\"key\":\"a\"},{\"key\":\"a\"}]",
                "/variants/1/key          | variants           | [{\"key\":\"a\"},{}]",
                "/variants/0/key          | variants           | [{\"key\":\"<b>\"},{\"key\":\"b\"}]",
                "/variants/1/weight       | variants           | [{\"key\":\"a\"},{\"key\":\"b\",\"weight\":-1}]",
                "/variants/1/weight       | variants           | [{\"key\":\"a\"},{\"key\":\"b\",\"weight\":1000001}]",
                "/variants/1/weight       | variants           | [{\"key\":\"a\"},{\"key\":\"b\",\"weight\":\"1\"}]",
                "/variants/1/weight       | variants           | [{\"key\":\"a\"},{\"key\":\"b\",\"weight\":0.5}]",
                "/variants                | variants           | [{\"key\":\"a\",\"weight\":0},{\"key\":\"b\",\"weight\":0}]",
                "/trafficBasisPoints      | trafficBasisPoints | -1",
                "/trafficBasisPoints      | trafficBasisPoints | 10001",
                "/goal                    | goal               | null",
                "/goal/event              | goal               | {}",
                "/goal/where/0/op         | goal               | {\"event\":\"x\",\"where\":[{\"property\":\"p\",\"op\":\"~\"}]}",
                "/conversionWindow        | conversionWindow   | \"PT0S\"",
                "/conversionWindow        | conversionWindow   | \"P367D\"",
                "/conversionWindow        | conversionWindow   | \"a week\"",
                "/conversionWindow        | conversionWindow   | 7",
            })
    void pointsAtTheFault(String pointer, String field, String value) {
        var json = (tools.jackson.databind.node.ObjectNode) JSON.readTree(VALID);
        json.set(field, JSON.readTree(value));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ExperimentJson.read(json))
                .satisfies(
                        e -> assertThat(e.faults()).extracting(Fault::pointer).containsExactly(pointer));
    }

    @Test
    void textsHaveALimit() {
        var json = (tools.jackson.databind.node.ObjectNode) JSON.readTree(VALID);
        json.put("name", "x".repeat(201)).put("key", "k".repeat(10_000)).put("hypothesis", "h".repeat(4_001));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ExperimentJson.read(json))
                .satisfies(e -> assertThat(e.faults())
                        .extracting(Fault::pointer)
                        .containsExactlyInAnyOrder("/name", "/key", "/hypothesis"));
    }

    @Test
    void somethingElseThanAnObjectIsAFault() {
        for (String json : new String[] {"null", "[]", "\"x\"", "1"}) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .as(json)
                    .isThrownBy(() -> ExperimentJson.read(JSON.readTree(json)));
        }
    }

    @Test
    void codeIsHeldToTheSameRules() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ExperimentDefinition.builder("7")
                        .name(" ")
                        .variant("a", -1)
                        .variant("a", 0)
                        .goal("x")
                        .trafficBasisPoints(20_000)
                        .conversionWindow(Duration.ZERO)
                        .build())
                .satisfies(e -> assertThat(e.faults())
                        .extracting(Fault::pointer)
                        .containsExactly(
                                "/key",
                                "/name",
                                "/variants/0/weight",
                                "/variants/1/key",
                                "/variants",
                                "/trafficBasisPoints",
                                "/conversionWindow"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ExperimentDefinition.builder("x").build())
                .satisfies(e -> assertThat(e.faults().get(0).pointer()).isEqualTo("/goal"));
    }
}
