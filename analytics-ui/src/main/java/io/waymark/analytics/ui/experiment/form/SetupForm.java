/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.experiment.plan.Audience;
import io.waymark.analytics.experiment.plan.Layer;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.plan.Rollout;
import io.waymark.analytics.experiment.plan.Schedule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plan, audience and layer of a draft as the page shows them: texts only, however unfinished.
 *
 * @param fields the texts by the names of the fields
 * @param conditions conditions on people and attributes; rows without a property are left out
 */
public record SetupForm(Map<String, String> fields, List<Row> conditions) {

    /** So many conditions can be filled in. */
    public static final int MAX_ROWS = 50;

    private static final String PERSON = "person";
    private static final List<String> FIELDS =
            List.of("owner", "sample", "effect", "alpha", "days", "inSegment", "layer", "layerFrom", "layerTo");

    public SetupForm {
        fields = Map.copyOf(fields);
        conditions = List.copyOf(conditions);
    }

    /**
     * A condition.
     *
     * @param on {@code person} or {@code attribute}
     * @param condition what must hold
     */
    public record Row(String on, ConditionRow condition) {

        static final Row EMPTY = new Row(PERSON, ConditionRow.EMPTY);
    }

    /**
     * A text.
     *
     * @param name the name of the field
     * @return the text; empty without one
     */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    static SetupForm of(Rollout rollout, Plan plan) {
        Map<String, String> fields = new HashMap<>();
        fields.put("owner", text(plan.owner()));
        fields.put("sample", text(plan.sampleSize()));
        fields.put("effect", plan.minimumEffect() == null ? "" : Percentages.of(plan.minimumEffect()));
        fields.put("alpha", Percentages.of(plan.alpha()));
        fields.put("days", plan.minimumDays() + "");
        fields.put("inSegment", text(rollout.audience().segment()));
        Layer layer = rollout.layer();
        fields.put("layer", layer == null ? "" : layer.key());
        fields.put("layerFrom", layer == null ? "" : Percentages.of(layer.fromBasisPoints() / 10_000.0));
        fields.put("layerTo", layer == null ? "" : Percentages.of(layer.toBasisPoints() / 10_000.0));
        List<Row> rows = new ArrayList<>();
        rollout.audience().person().forEach(each -> rows.add(new Row(PERSON, ConditionRow.of(each))));
        rollout.audience().attributes().forEach(each -> rows.add(new Row("attribute", ConditionRow.of(each))));
        return new SetupForm(fields, rows);
    }

    static SetupForm read(Fields fields) {
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= MAX_ROWS && fields.has("cp" + i); i++) {
            rows.add(new Row(
                    fields.text("co" + i),
                    new ConditionRow(fields.text("cp" + i), fields.text("cx" + i), fields.text("cv" + i))));
        }
        return new SetupForm(FIELDS.stream().collect(Collectors.toMap(name -> name, fields::text)), rows);
    }

    SetupForm with(List<Row> others) {
        return new SetupForm(fields, others);
    }

    /** What the form asks for, with the schedule that there is. */
    Rollout rollout(Schedule schedule, FormFaults faults) {
        List<PropertyCondition> person = conditions(PERSON, "/audience/person", faults);
        List<PropertyCondition> attributes = conditions("attribute", "/audience/attributes", faults);
        Layer layer = get("layer").isEmpty()
                ? null
                : new Layer(get("layer"), basisPoints("layerFrom", 0, faults), basisPoints("layerTo", 10_000, faults));
        return new Rollout(new Audience(nullable("inSegment"), person, attributes), layer, schedule);
    }

    private List<PropertyCondition> conditions(String on, String pointer, FormFaults faults) {
        return ConditionRow.conditions(
                conditions.stream()
                        .filter(row -> row.on().equals(PERSON) == on.equals(PERSON))
                        .map(Row::condition)
                        .toList(),
                pointer,
                faults);
    }

    Plan plan(FormFaults faults) {
        Integer sample = faults.whole("/plan/sampleSize", get("sample"));
        BigDecimal effect = faults.number("/plan/minimumEffect", get("effect"));
        BigDecimal alpha = faults.number("/plan/alpha", get("alpha"));
        Integer days = faults.whole("/plan/minimumDays", get("days"));
        return new Plan(
                nullable("owner"),
                sample,
                effect == null ? null : effect.movePointLeft(2).doubleValue(),
                alpha == null ? Plan.DEFAULT_ALPHA : alpha.movePointLeft(2).doubleValue(),
                days == null ? Plan.DEFAULT_MINIMUM_DAYS : days);
    }

    private int basisPoints(String name, int otherwise, FormFaults faults) {
        return get(name).isEmpty()
                ? otherwise
                : faults.or(otherwise, () -> Percentages.basisPoints(get(name), "/layer"));
    }

    private @Nullable String nullable(String name) {
        return get(name).isEmpty() ? null : get(name);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
