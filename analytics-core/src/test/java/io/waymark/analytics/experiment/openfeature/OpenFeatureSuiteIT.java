/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.openfeature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.MutableTrackingEventDetails;
import dev.openfeature.sdk.OpenFeatureAPI;
import io.cucumber.core.cli.Main;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.experiment.ChangeOfTraffic;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.assign.DefaultExperiments;
import io.waymark.analytics.experiment.assign.RecordingIngest;
import io.waymark.analytics.experiment.plan.Audience;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** OpenFeature's own suite, with its flags as experiments, and what it does not ask about experiments. */
public class OpenFeatureSuiteIT {

    private static final AppId APP = AppId.DEFAULT;
    /** What tests the SDK and not the provider, or what providers may leave out: caching and metadata of flags. */
    private static final String TAGS = "not (@reason-codes-cached or @async or @immutability or @evaluation-options"
            + " or @provider-status or @metadata)";

    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();
    private static final ExperimentCatalog CATALOG =
            new ExperimentCatalog(DATABASE, new ExperimentSettings() {}, Clock.systemUTC());
    private static final AtomicInteger PERSON = new AtomicInteger();
    private static final RecordingIngest INGEST = new RecordingIngest();
    private static final ExperimentProvider PROVIDER = new ExperimentProvider(
            APP,
            CATALOG,
            new DefaultExperiments(CATALOG, DATABASE, INGEST, new ExperimentSettings() {}, Clock.systemUTC()),
            INGEST);

    @BeforeAll
    static void makeExperimentsOfTheFlags() throws IOException {
        try (InputStream flags = OpenFeatureSuiteIT.class.getResourceAsStream("/openfeature/test-flags.json")) {
            StoredJson.parse(new String(Objects.requireNonNull(flags).readAllBytes(), StandardCharsets.UTF_8))
                    .properties()
                    .forEach(flag -> make(flag.getKey(), flag.getValue()));
        }
        target(
                "context-aware",
                StoredJson.parse("{\"external\":\"EXTERNAL\",\"internal\":\"INTERNAL\"}"),
                "external",
                "internal",
                PropertyCondition.eq("fn", "Sulisław"),
                PropertyCondition.eq("ln", "Świętopełk"),
                PropertyCondition.eq("age", 29),
                PropertyCondition.eq("customer", false));
        OpenFeatureAPI.getInstance().setProviderAndWait("waymark", PROVIDER);
    }

    /** A client of somebody new: whoever has been let in once stays in, which flags know nothing of. */
    static Client client() {
        Client client = OpenFeatureAPI.getInstance().getClient("waymark");
        client.setEvaluationContext(new ImmutableContext("person-" + PERSON.incrementAndGet()));
        return client;
    }

    private static void make(String key, JsonNode flag) {
        String usual = flag.path("defaultVariant").asString("");
        if (usual.isEmpty()) {
            return;
        }
        JsonNode variants = flag.get("variants");
        if (flag.path("disabled").asBoolean(false)) {
            CATALOG.create(APP, definition(key, variants, usual).build(), "suite");
        } else if (key.equals("complex-targeted")) {
            target(
                    key,
                    variants,
                    usual,
                    "internal",
                    PropertyCondition.eq("customer", false),
                    PropertyCondition.eq("email", "ballmer@macrosoft.com"),
                    new PropertyCondition("age", Operator.GT, 10));
        } else if (flag.has("contextEvaluator")) {
            target(key, variants, usual, usual, PropertyCondition.eq("email", "ballmer@macrosoft.com"));
        } else {
            CATALOG.create(APP, definition(key, variants, usual).build(), "suite");
            CATALOG.start(APP, key, "suite");
            CATALOG.conclude(APP, key, usual, "suite");
        }
    }

    private static void target(
            String key, JsonNode variants, String control, String inside, PropertyCondition... conditions) {
        ExperimentDefinition definition = definition(key, variants, control)
                .audience(Audience.ofAttributes(conditions))
                .build();
        CATALOG.create(APP, definition, "suite");
        CATALOG.start(APP, key, "suite");
        Integer[] weights = definition.variants().stream()
                .map(each -> each.key().equals(inside) ? 1 : 0)
                .toArray(Integer[]::new);
        CATALOG.life().changeTraffic(APP, key, ChangeOfTraffic.weights(weights), "suite", null);
    }

    private static ExperimentDefinition.Builder definition(String key, JsonNode variants, String control) {
        ExperimentDefinition.Builder builder = ExperimentDefinition.builder(key).goal("order_placed");
        variants.properties().stream()
                .sorted(Comparator.comparing(each -> !each.getKey().equals(control)))
                .forEach(each -> builder.variant(new Variant(each.getKey(), each.getKey(), 1, each.getValue())));
        return builder;
    }

    @Test
    void passesTheSuite() {
        assertThat(Main.run(
                        "--glue",
                        "io.waymark.analytics.experiment.openfeature",
                        "--tags",
                        TAGS,
                        "--plugin",
                        "summary",
                        "--monochrome",
                        "classpath:openfeature"))
                .isZero();
    }

    @Test
    void sayWhetherPeopleAreSplitAndWhoTheyAre() {
        CATALOG.create(
                APP,
                ExperimentDefinition.builder("split")
                        .variant("control", 1)
                        .variant("big", 1)
                        .goal("order_placed")
                        .build(),
                "ada");
        CATALOG.start(APP, "split", "ada");
        Client client = client();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            ImmutableContext kim = new ImmutableContext("kim-" + i);
            FlagEvaluationDetails<String> details = client.getStringDetails("split", "none", kim);
            assertThat(details.getReason()).isEqualTo("SPLIT");
            assertThat(details.getVariant()).isEqualTo(details.getValue());
            assertThat(client.getBooleanValue("split", false, kim))
                    .isEqualTo(details.getValue().equals("big"));
            seen.add(details.getValue());
        }
        assertThat(seen).containsExactlyInAnyOrder("control", "big");
        assertThat(INGEST.events)
                .filteredOn(event -> event.distinctId().startsWith("kim-"))
                .hasSize(50);

        Client nobody = OpenFeatureAPI.getInstance().getClient("waymark");
        nobody.setEvaluationContext(new ImmutableContext());
        assertThat(nobody.getStringDetails("split", "none").getErrorCode()).hasToString("TARGETING_KEY_MISSING");
        CATALOG.life().pause(APP, "split", "ada", null);
        assertThat(client.getStringDetails("split", "none").getReason()).isEqualTo("DISABLED");
        assertThat(client.getStringValue("split", "none")).isEqualTo("none");
    }

    @Test
    void whatIsTrackedIsAnEvent() {
        client().track(
                        "order_placed",
                        new ImmutableContext("lee"),
                        new MutableTrackingEventDetails(12.5).add("currency", "EUR"));
        Event event = INGEST.events.stream()
                .filter(each -> each.distinctId().equals("lee"))
                .findFirst()
                .orElseThrow();
        assertThat(event.name()).isEqualTo("order_placed");
        assertThat(event.properties()).isEqualTo(Map.of("value", 12.5, "currency", "EUR"));
    }
}
