/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.plan.Rollout;
import io.waymark.analytics.experiment.plan.Schedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import tools.jackson.databind.JsonNode;

/**
 * A draft as the page shows it: texts only, however unfinished.
 *
 * @param key what code asks for
 * @param name what people read
 * @param hypothesis what is expected and why
 * @param goal the event that counts as a conversion
 * @param window the conversion window: a number
 * @param unit and its unit: {@code h} or {@code d}
 * @param traffic the share of the people that take part, in per cent
 * @param variants what is compared, with weights in per cent; rows without a key are left out
 * @param setup plan, audience and layer
 */
public record ExperimentForm(
        String key,
        String name,
        String hypothesis,
        String goal,
        String window,
        String unit,
        String traffic,
        List<Row> variants,
        SetupForm setup) {

    static final int ROWS = 5;
    private static final int MAX_ROWS = 20;

    public ExperimentForm {
        variants = List.copyOf(variants);
    }

    /**
     * A variant.
     *
     * @param key what code asks for
     * @param name what people read
     * @param weight its share in per cent
     */
    public record Row(String key, String name, String weight) {}

    static ExperimentForm empty() {
        List<Row> rows = new ArrayList<>(List.of(new Row("control", "", "50"), new Row("", "", "50")));
        return new ExperimentForm(
                "", "", "", "", "7", "d", "100", padded(rows), SetupForm.of(Rollout.DEFAULT, Plan.DEFAULT));
    }

    static ExperimentForm of(ExperimentDefinition definition) {
        long hours = definition.conversionWindow().toHours();
        boolean days = hours % 24 == 0;
        List<Row> rows = new ArrayList<>();
        List<String> shares = Percentages.of(
                definition.variants().stream().map(Variant::weight).toList());
        for (int i = 0; i < shares.size(); i++) {
            Variant variant = definition.variants().get(i);
            rows.add(new Row(variant.key(), variant.name(), shares.get(i)));
        }
        return new ExperimentForm(
                definition.key(),
                definition.name(),
                definition.hypothesis() == null ? "" : definition.hypothesis(),
                definition.goal().event(),
                (days ? hours / 24 : hours) + "",
                days ? "d" : "h",
                BigDecimal.valueOf(definition.trafficBasisPoints(), 2)
                        .stripTrailingZeros()
                        .toPlainString(),
                padded(rows),
                SetupForm.of(definition.rollout(), definition.plan()));
    }

    static ExperimentForm read(ServerRequest request) {
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= ROWS || i <= MAX_ROWS && request.param("k" + i).isPresent(); i++) {
            rows.add(new Row(text(request, "k" + i), text(request, "n" + i), text(request, "w" + i)));
        }
        return new ExperimentForm(
                text(request, "key"),
                text(request, "name"),
                text(request, "hypothesis"),
                text(request, "goal"),
                text(request, "window"),
                text(request, "unit"),
                text(request, "traffic"),
                rows,
                SetupForm.read(request));
    }

    /**
     * What the form asks for.
     *
     * @param stored the draft that it changes, whose conditions on the goal are kept; null for a new one
     * @return the definition
     * @throws InvalidInputException with what is wrong
     */
    ExperimentDefinition definition(@Nullable ExperimentDefinition stored) {
        List<Fault> faults = new ArrayList<>();
        ExperimentDefinition.Builder builder = ExperimentDefinition.builder(stored == null ? key : stored.key())
                .name(name.isBlank() ? key : name)
                .hypothesis(hypothesis.isBlank() ? null : hypothesis)
                .trafficBasisPoints(number("/traffic", traffic, 100))
                .conversionWindow(Duration.ofHours(number("/conversionWindow", window, unit.equals("d") ? 24 : 1)));
        List<Row> given = variants.stream().filter(row -> !row.key().isBlank()).toList();
        List<Integer> weights = weights(given, faults);
        for (int i = 0; i < given.size(); i++) {
            Row row = given.get(i);
            builder.variant(new Variant(
                    row.key(),
                    row.name().isBlank() ? row.key() : row.name(),
                    weights.get(i),
                    stored == null ? null : value(stored, row.key())));
        }
        builder.rollout(setup.rollout(
                        stored == null ? Schedule.NONE : stored.rollout().schedule()))
                .plan(setup.plan());
        if (goal.isBlank()) {
            throw new InvalidInputException("/goal", "names the event that counts as a conversion");
        }
        if (stored != null) {
            builder.measures(stored.measures());
        }
        builder.goal(stored != null && stored.goal().event().equals(goal) ? stored.goal() : EventFilter.named(goal));
        try {
            ExperimentDefinition definition = builder.build();
            if (faults.isEmpty()) {
                return definition;
            }
        } catch (InvalidInputException e) {
            faults.addAll(e.faults());
        }
        throw new InvalidInputException(faults);
    }

    /** Whatever else is wrong is to be said at the same time. */
    private static List<Integer> weights(List<Row> given, List<Fault> faults) {
        try {
            return Percentages.weights(given.stream().map(Row::weight).toList());
        } catch (InvalidInputException e) {
            faults.addAll(e.faults());
            return given.stream().map(row -> 1).toList();
        }
    }

    private static @Nullable JsonNode value(ExperimentDefinition stored, String variant) {
        return stored.variants().stream()
                .filter(each -> each.key().equals(variant))
                .findFirst()
                .map(Variant::value)
                .orElse(null);
    }

    private static int number(String pointer, String text, int factor) {
        try {
            return new BigDecimal(text).multiply(BigDecimal.valueOf(factor)).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidInputException(pointer, "must be a number, but was '" + text + "'");
        }
    }

    private static List<Row> padded(List<Row> rows) {
        while (rows.size() < ROWS) {
            rows.add(new Row("", "", ""));
        }
        return rows;
    }

    private static String text(ServerRequest request, String name) {
        return request.param(name).orElse("").strip();
    }
}
