/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.metric.Measures;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.plan.Rollout;
import io.waymark.analytics.experiment.plan.Schedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A draft as the page shows it: texts only, however unfinished.
 *
 * @param key what code asks for
 * @param name what people read
 * @param hypothesis what is expected and why
 * @param goal the event that counts as a conversion
 * @param window the conversion window
 * @param traffic the share of the people that take part, in per cent
 * @param variants what is compared, with weights in per cent; rows without a key are left out
 * @param setup plan, audience and layer
 * @param measures further metrics, and what follows from all
 */
public record ExperimentForm(
        String key,
        String name,
        String hypothesis,
        EventRow goal,
        Span window,
        String traffic,
        List<VariantRow> variants,
        SetupForm setup,
        MeasuresForm measures) {

    /** So many variants can be filled in. */
    public static final int MAX_ROWS = 20;

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
    public record VariantRow(String key, String name, String weight) {

        static final VariantRow EMPTY = new VariantRow("", "", "");
    }

    /** {@return a form for a new experiment} */
    public static ExperimentForm empty() {
        return new ExperimentForm(
                "",
                "",
                "",
                EventRow.EMPTY,
                Span.of(ExperimentDefinition.DEFAULT_CONVERSION_WINDOW),
                "100",
                List.of(new VariantRow("control", "", "50"), new VariantRow("", "", "50")),
                SetupForm.of(Rollout.DEFAULT, Plan.DEFAULT),
                MeasuresForm.of(Measures.NONE));
    }

    /**
     * The form of a definition.
     *
     * @param definition the definition
     * @return all of it
     */
    public static ExperimentForm of(ExperimentDefinition definition) {
        return of(definition, MeasuresForm.of(definition.measures()));
    }

    /**
     * The form of an experiment that has been started.
     *
     * @param definition the definition
     * @return the metrics are only those that can still be changed
     */
    public static ExperimentForm started(ExperimentDefinition definition) {
        return of(definition, MeasuresForm.secondaryOf(definition.measures()));
    }

    private static ExperimentForm of(ExperimentDefinition definition, MeasuresForm measures) {
        List<VariantRow> rows = new ArrayList<>();
        List<String> shares = Percentages.of(
                definition.variants().stream().map(Variant::weight).toList());
        for (int i = 0; i < shares.size(); i++) {
            Variant variant = definition.variants().get(i);
            rows.add(new VariantRow(variant.key(), variant.name(), shares.get(i)));
        }
        return new ExperimentForm(
                definition.key(),
                definition.name(),
                Objects.requireNonNullElse(definition.hypothesis(), ""),
                EventRow.of(definition.goal()),
                Span.of(definition.conversionWindow()),
                BigDecimal.valueOf(definition.trafficBasisPoints(), 2)
                        .stripTrailingZeros()
                        .toPlainString(),
                rows,
                SetupForm.of(definition.rollout(), definition.plan()),
                measures);
    }

    /**
     * Reads a form that was sent.
     *
     * @param fields its fields
     * @return the form
     */
    public static ExperimentForm read(Fields fields) {
        List<VariantRow> rows = new ArrayList<>();
        for (int i = 1; i <= MAX_ROWS && fields.has("k" + i); i++) {
            rows.add(new VariantRow(fields.text("k" + i), fields.text("n" + i), fields.text("w" + i)));
        }
        return new ExperimentForm(
                fields.text("key"),
                fields.text("name"),
                fields.text("hypothesis"),
                new EventRow(fields.text("goal"), ConditionRow.readAll(fields, "goal.")),
                Span.read(fields, "window"),
                fields.text("traffic"),
                rows,
                SetupForm.read(fields),
                MeasuresForm.read(fields));
    }

    /** {@return the names of all events that it counts} */
    public List<String> events() {
        return Stream.concat(Stream.of(goal), measures.metrics().stream().flatMap(metric -> metric.events().stream()))
                .map(EventRow::event)
                .filter(event -> !event.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * What the form asks for.
     *
     * @param stored the draft that it changes, whose schedule and values of variants are kept; null for a new one
     * @return the definition
     * @throws InvalidInputException with all that is wrong
     */
    public ExperimentDefinition definition(@Nullable ExperimentDefinition stored) {
        FormFaults faults = new FormFaults();
        EventFilter event = goal.filter("/goal", faults);
        Duration within = window.duration("/conversionWindow", faults);
        if (within == null) {
            faults.add("/conversionWindow", "must be a number");
        }
        if (traffic.isEmpty()) {
            faults.add("/trafficBasisPoints", "must be per cent");
        }
        ExperimentDefinition.Builder builder = ExperimentDefinition.builder(stored == null ? key : stored.key())
                .name(name.isEmpty() ? key : name)
                .hypothesis(hypothesis.isEmpty() ? null : hypothesis)
                .trafficBasisPoints(faults.or(0, () -> Percentages.basisPoints(traffic, "/trafficBasisPoints")))
                .goal(event == null ? EventFilter.named("event") : event)
                .conversionWindow(within == null ? ExperimentDefinition.DEFAULT_CONVERSION_WINDOW : within)
                .rollout(setup.rollout(
                        stored == null ? Schedule.NONE : stored.rollout().schedule(), faults))
                .plan(setup.plan(faults))
                .measures(measures.measures(faults));
        variants(stored, faults).forEach(builder::variant);
        ExperimentDefinition definition = faults.orNull("", builder::build);
        faults.throwIfAny();
        return Objects.requireNonNull(definition);
    }

    /**
     * What the form asks for of an experiment that has been started: another name and, until it has ended, other secondary
     * metrics.
     *
     * @param stored the experiment
     * @param ended whether it has ended
     * @return its definition with these
     * @throws InvalidInputException with all that is wrong
     */
    public ExperimentDefinition changed(ExperimentDefinition stored, boolean ended) {
        FormFaults faults = new FormFaults();
        Measures changed = ended ? stored.measures() : measures.measures(stored.measures(), faults);
        ExperimentDefinition definition = faults.orNull(
                "",
                () -> stored.toBuilder()
                        .name(name.isEmpty() ? stored.key() : name)
                        .measures(changed)
                        .build());
        faults.throwIfAny();
        return Objects.requireNonNull(definition);
    }

    private List<Variant> variants(@Nullable ExperimentDefinition stored, FormFaults faults) {
        List<VariantRow> given =
                variants.stream().filter(row -> !row.key().isEmpty()).toList();
        int before = faults.count();
        for (int i = 0; i < given.size(); i++) {
            String weight = given.get(i).weight();
            String pointer = "/variants/" + i + "/weight";
            faults.or(0, () -> Percentages.basisPoints(weight, pointer));
        }
        List<Integer> none = given.stream().map(row -> 1).toList();
        List<Integer> weights = faults.count() > before
                ? none
                : faults.or(
                        none,
                        () -> Percentages.weights(
                                given.stream().map(VariantRow::weight).toList()));
        List<Variant> all = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            VariantRow row = given.get(i);
            all.add(new Variant(
                    row.key(),
                    row.name().isEmpty() ? row.key() : row.name(),
                    weights.get(i),
                    stored == null ? null : value(stored, row.key())));
        }
        return all;
    }

    private static @Nullable JsonNode value(ExperimentDefinition stored, String variant) {
        return stored.variants().stream()
                .filter(each -> each.key().equals(variant))
                .findFirst()
                .map(Variant::value)
                .orElse(null);
    }
}
