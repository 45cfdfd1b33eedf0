/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.openfeature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.Value;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.waymark.analytics.json.StoredJson;
import java.util.Locale;
import java.util.Map;

/** What the sentences of OpenFeature's suite mean. Public, as Cucumber asks for it. */
public class EvaluationSteps {

    private final Client client = OpenFeatureSuiteIT.client();
    private final MutableContext context = new MutableContext();
    private String type = "";
    private String key = "";
    private Object fallback = "";
    private FlagEvaluationDetails<?> details;

    @Given("^a stable provider$")
    public void aStableProvider() {
        assertThat(client.getProviderState()).hasToString("READY");
    }

    // The first suite.

    @When("^an? (boolean|string|integer|float|object) flag with key \"([^\"]*)\" is evaluated with "
            + "(?:details and )?(?:a null )?default value ?\"?([^\"]*)\"?$")
    public void aFlagOfATypeIsEvaluated(String asked, String flag, String otherwise) {
        theFlag(asked, flag, asked.equals("object") ? "{}" : otherwise);
        isEvaluated();
    }

    @When("^a flag with key \"([^\"]*)\" is evaluated with default value \"([^\"]*)\"$")
    public void aFlagIsEvaluated(String flag, String otherwise) {
        theFlag("string", flag, otherwise);
        isEvaluated();
    }

    @When(
            "^a non-existent string flag with key \"([^\"]*)\" is evaluated with details and a fallback value \"([^\"]*)\"$")
    public void aMissingFlagIsEvaluated(String flag, String otherwise) {
        aFlagIsEvaluated(flag, otherwise);
    }

    @When("^a string flag with key \"([^\"]*)\" is evaluated as an integer, with details and a fallback value (\\d+)$")
    public void aStringIsEvaluatedAsAnInteger(String flag, String otherwise) {
        theFlag("integer", flag, otherwise);
        isEvaluated();
    }

    @When(
            "^context contains keys \"(.*)\", \"(.*)\", \"(.*)\", \"(.*)\" with values \"(.*)\", \"(.*)\", (\\d+), \"(.*)\"$")
    public void theContext(
            String first, String second, String third, String fourth, String a, String b, String c, String d) {
        context.add(first, a).add(second, b).add(third, Integer.valueOf(c)).add(fourth, Boolean.valueOf(d));
    }

    @Then("^the resolved (?:boolean|string|integer|float) value should be \"?([^\"]*)\"?$")
    public void theValueIs(String expected) {
        assertThat(details.getValue()).isEqualTo(typed(expected));
    }

    @Then("^the resolved string response should be \"([^\"]*)\"$")
    public void theResponseIs(String expected) {
        theValueIs(expected);
    }

    @Then("^the resolved (?:boolean|string|integer|float) details value should be \"?([^\"]*)\"?, "
            + "the variant should be \"([^\"]*)\", and the reason should be \"([^\"]*)\"$")
    public void valueVariantAndReasonAre(String expected, String variant, String reason) {
        theValueIs(expected);
        variantAndReasonAre(variant, reason);
    }

    @Then("^the variant should be \"([^\"]*)\", and the reason should be \"([^\"]*)\"$")
    public void variantAndReasonAre(String variant, String reason) {
        theVariantIs(variant);
        theReasonIs(reason);
    }

    @Then("^the resolved object (?:details )?value should be contain fields \"(.*)\", \"(.*)\", and \"(.*)\", "
            + "with values \"(.*)\", \"(.*)\" and (\\d+), respectively$")
    public void theFieldsAre(String first, String second, String third, String a, String b, String c) {
        Map<String, Value> fields = ((Value) details.getValue()).asStructure().asMap();
        assertThat(fields.get(first).asBoolean()).isEqualTo(Boolean.valueOf(a));
        assertThat(fields.get(second).asString()).isEqualTo(b);
        assertThat(fields.get(third).asInteger()).isEqualTo(Integer.valueOf(c));
    }

    @Then("^the resolved flag value is \"([^\"]*)\" when the context is empty$")
    public void theValueWithoutContextIs(String expected) {
        assertThat(OpenFeatureSuiteIT.client().getStringValue(key, "")).isEqualTo(expected);
    }

    @Then("^the default (?:string|integer) value should be returned$")
    public void theFallbackIsReturned() {
        assertThat(details.getValue()).isEqualTo(fallback);
    }

    @Then("^the reason should indicate an error and the error code should indicate a .* with \"([^\"]*)\"$")
    public void theErrorIs(String code) {
        theReasonIs("ERROR");
        theErrorCodeIs(code);
    }

    // The second suite.

    @Given("^an? (\\w+)-flag with key \"([^\"]*)\" and a fallback value \"(.*)\"$")
    public void theFlag(String asked, String flag, String otherwise) {
        type = asked.toLowerCase(Locale.ROOT);
        key = flag;
        fallback = typed(otherwise);
    }

    @Given("^a context containing a key \"([^\"]*)\", with type \"(\\w+)\" and with value \"(.*)\"$")
    public void theContextHas(String name, String ofType, String value) {
        switch (ofType) {
            case "Integer" -> context.add(name, Integer.valueOf(value));
            case "Boolean" -> context.add(name, Boolean.valueOf(value));
            default -> context.add(name, value);
        }
    }

    @Given("^a context containing a key \"([^\"]*)\" with null value$")
    public void theContextHasNull(String name) {
        context.add(name, (String) null);
    }

    @When("^the flag was evaluated with details$")
    public void isEvaluated() {
        details = switch (type) {
            case "boolean" -> client.getBooleanDetails(key, (Boolean) fallback, context);
            case "integer" -> client.getIntegerDetails(key, (Integer) fallback, context);
            case "float" -> client.getDoubleDetails(key, (Double) fallback, context);
            case "object" -> client.getObjectDetails(key, (Value) fallback, context);
            default -> client.getStringDetails(key, (String) fallback, context);
        };
    }

    @Then("^the resolved details value should be \"(.*)\"$")
    public void theDetailsAre(String expected) {
        if (details.getValue() instanceof Value value) {
            assertThat(value.asStructure().asObjectMap())
                    .isEqualTo(((Value) typed(expected)).asStructure().asObjectMap());
        } else {
            theValueIs(expected);
        }
    }

    @Then("^the flag key should be \"([^\"]*)\"$")
    public void theKeyIs(String expected) {
        assertThat(details.getFlagKey()).isEqualTo(expected);
    }

    @Then("^the variant should be \"([^\"]*)\"$")
    public void theVariantIs(String expected) {
        assertThat(details.getVariant()).isEqualTo(expected);
    }

    @Then("^the reason should be \"([^\"]*)\"$")
    public void theReasonIs(String expected) {
        assertThat(details.getReason()).isEqualTo(expected);
    }

    @Then("^the error-code should be \"([^\"]*)\"$")
    public void theErrorCodeIs(String expected) {
        assertThat(details.getErrorCode()).hasToString(expected);
    }

    private Object typed(String text) {
        return switch (type) {
            case "boolean" -> Boolean.valueOf(text);
            case "integer" -> Integer.valueOf(text);
            case "float" -> Double.valueOf(text);
            case "object" -> Values.of(StoredJson.parse(text.replace("\\\"", "\"")), "");
            default -> text;
        };
    }
}
