/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.experiment.metric.Measures;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.plan.PlanRules;
import io.waymark.analytics.experiment.plan.Rollout;
import io.waymark.analytics.store.StorableText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes a definition valid. Collects every fault, with the pointer it has in the JSON form. */
final class DefinitionRules {

    static final int MAX_NAME = 200;
    static final int MAX_HYPOTHESIS = 4_000;
    static final int MAX_VARIANTS = 20;
    static final int MAX_VALUE = 10_000;
    static final Duration MAX_WINDOW = Duration.ofDays(366);

    /** Starts with a letter, so that a key is never taken for a number. */
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_-]{0,99}");

    private static final Pattern VARIANT_KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

    private final List<Fault> faults = new ArrayList<>();

    private DefinitionRules() {}

    static void check(
            String key,
            String name,
            @Nullable String hypothesis,
            List<Variant> variants,
            int trafficBasisPoints,
            EventFilter goal,
            Duration conversionWindow,
            Rollout rollout,
            Plan plan,
            Measures measures) {
        DefinitionRules rules = new DefinitionRules();
        rules.unless(
                KEY.matcher(key).matches(),
                "/key",
                "must start with a letter a-z and have up to 100 letters a-z, digits, _ and -");
        rules.text("/name", name, MAX_NAME);
        if (hypothesis != null) {
            rules.text("/hypothesis", hypothesis, MAX_HYPOTHESIS);
        }
        rules.variants(variants);
        rules.unless(
                trafficBasisPoints >= 0 && trafficBasisPoints <= ExperimentDefinition.ALL_TRAFFIC,
                "/trafficBasisPoints",
                "must be from 0 to " + ExperimentDefinition.ALL_TRAFFIC);
        rules.text("/goal/event", goal.event(), MAX_NAME);
        rules.unless(
                conversionWindow.compareTo(Duration.ofMillis(1)) >= 0 && conversionWindow.compareTo(MAX_WINDOW) <= 0,
                "/conversionWindow",
                "must be longer than 0 and at most " + MAX_WINDOW.toDays() + " days");
        rules.faults.addAll(PlanRules.faults(rollout, plan));
        rules.faults.addAll(measures.faults());
        if (!rules.faults.isEmpty()) {
            throw new InvalidInputException(rules.faults);
        }
    }

    private void variants(List<Variant> variants) {
        if (variants.size() < 2 || variants.size() > MAX_VARIANTS) {
            fault(
                    "/variants",
                    "must have 2 to " + MAX_VARIANTS + " variants, the first being the control, but has "
                            + variants.size());
            return;
        }
        Set<String> keys = new HashSet<>();
        long sum = 0;
        for (int i = 0; i < variants.size(); i++) {
            Variant variant = variants.get(i);
            String pointer = "/variants/" + i;
            unless(
                    VARIANT_KEY.matcher(variant.key()).matches(),
                    pointer + "/key",
                    "must have 1 to 100 letters a-z, digits, _ and -, not starting with _ or -");
            unless(keys.add(variant.key()), pointer + "/key", "must differ from the other variants");
            text(pointer + "/name", variant.name(), MAX_NAME);
            unless(
                    variant.weight() >= 0 && variant.weight() <= Variant.MAX_WEIGHT,
                    pointer + "/weight",
                    "must be from 0 to " + Variant.MAX_WEIGHT);
            unless(
                    variant.value() == null || variant.value().toString().length() <= MAX_VALUE,
                    pointer + "/value",
                    "must have at most " + MAX_VALUE + " characters as JSON");
            sum += Math.max(0, variant.weight());
        }
        unless(sum > 0, "/variants", "must have a variant with a weight above 0");
        for (int i = 0; i < variants.size(); i++) {
            long weight = variants.get(i).weight();
            unless(
                    weight <= 0 || weight * ExperimentDefinition.ALL_TRAFFIC >= sum,
                    "/variants/" + i + "/weight",
                    "is less than a 10,000th of all, which is nobody: must be 0 or greater");
        }
    }

    private void text(String pointer, String text, int max) {
        if (text.isBlank()) {
            fault(pointer, "must not be blank");
        } else if (text.codePointCount(0, text.length()) > max) {
            fault(pointer, "must have at most " + max + " characters");
        } else if (!StorableText.test(text)) {
            fault(pointer, "holds a character that cannot be stored");
        }
    }

    private void unless(boolean right, String pointer, String detail) {
        if (!right) {
            fault(pointer, detail);
        }
    }

    private void fault(String pointer, String detail) {
        faults.add(new Fault(pointer, detail));
    }
}
