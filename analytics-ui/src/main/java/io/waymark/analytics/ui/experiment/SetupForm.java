/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.experiment.plan.Audience;
import io.waymark.analytics.experiment.plan.Layer;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.plan.Rollout;
import io.waymark.analytics.experiment.plan.Schedule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Plan, audience and layer of a draft as the page shows them: texts only, however unfinished.
 *
 * @param fields the texts by the names of the fields
 * @param conditions conditions on people and attributes; rows without a property are left out
 */
public record SetupForm(Map<String, String> fields, List<Row> conditions) {

    static final int ROWS = 3;
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
     * @param property the property
     * @param operator the name of the operator, in lower case
     * @param value what it is compared with; several for {@code in}, with commas between
     */
    public record Row(String on, String property, String operator, String value) {}

    /**
     * A text.
     *
     * @param name the name of the field
     * @return the text; empty without one
     */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    /** {@return the names of the operators, in lower case} */
    public static List<String> operators() {
        return Arrays.stream(Operator.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static SetupForm of(Rollout rollout, Plan plan) {
        Map<String, String> fields = new HashMap<>();
        fields.put("owner", text(plan.owner()));
        fields.put("sample", text(plan.sampleSize()));
        fields.put("effect", plan.minimumEffect() == null ? "" : percent(plan.minimumEffect()));
        fields.put("alpha", percent(plan.alpha()));
        fields.put("days", plan.minimumDays() + "");
        fields.put("inSegment", text(rollout.audience().segment()));
        Layer layer = rollout.layer();
        fields.put("layer", layer == null ? "" : layer.key());
        fields.put("layerFrom", layer == null ? "" : percent(layer.fromBasisPoints() / 10_000.0));
        fields.put("layerTo", layer == null ? "" : percent(layer.toBasisPoints() / 10_000.0));
        List<Row> rows = new ArrayList<>();
        rollout.audience().person().forEach(each -> rows.add(row(PERSON, each)));
        rollout.audience().attributes().forEach(each -> rows.add(row("attribute", each)));
        return new SetupForm(fields, padded(rows));
    }

    static SetupForm read(ServerRequest request) {
        Map<String, String> fields =
                FIELDS.stream().collect(Collectors.toMap(name -> name, name -> text(request, name)));
        List<Row> rows = new ArrayList<>();
        for (int i = 1; request.param("cp" + i).isPresent(); i++) {
            rows.add(new Row(
                    text(request, "co" + i),
                    text(request, "cp" + i),
                    text(request, "cx" + i),
                    text(request, "cv" + i)));
        }
        return new SetupForm(fields, padded(rows));
    }

    /** What the form asks for, with the schedule that there is. */
    Rollout rollout(Schedule schedule) {
        List<PropertyCondition> person = new ArrayList<>();
        List<PropertyCondition> attributes = new ArrayList<>();
        for (Row row : conditions) {
            if (!row.property().isBlank()) {
                boolean stored = row.on().equals(PERSON);
                (stored ? person : attributes)
                        .add(condition(row, stored ? "/audience/person" : "/audience/attributes"));
            }
        }
        Layer layer = get("layer").isBlank()
                ? null
                : new Layer(get("layer"), basisPoints("layerFrom", "0"), basisPoints("layerTo", "100"));
        return new Rollout(new Audience(nullable("inSegment"), person, attributes), layer, schedule);
    }

    Plan plan() {
        BigDecimal sample = number("/plan/sampleSize", "sample", "");
        BigDecimal effect = number("/plan/minimumEffect", "effect", "");
        BigDecimal alpha = number("/plan/alpha", "alpha", "5");
        BigDecimal days = number("/plan/minimumDays", "days", Plan.DEFAULT_MINIMUM_DAYS + "");
        return new Plan(
                nullable("owner"),
                sample == null ? null : whole("/plan/sampleSize", sample),
                effect == null ? null : effect.movePointLeft(2).doubleValue(),
                alpha == null ? Plan.DEFAULT_ALPHA : alpha.movePointLeft(2).doubleValue(),
                days == null ? Plan.DEFAULT_MINIMUM_DAYS : whole("/plan/minimumDays", days));
    }

    private static PropertyCondition condition(Row row, String pointer) {
        try {
            Operator operator = Operator.valueOf(row.operator().toUpperCase(Locale.ROOT));
            Object value = switch (operator) {
                case EXISTS, NOT_EXISTS -> null;
                case IN ->
                    Arrays.stream(row.value().split(","))
                            .map(each -> scalar(each.strip()))
                            .toList();
                case CONTAINS -> row.value();
                default -> scalar(row.value());
            };
            return new PropertyCondition(row.property(), operator, value);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(pointer, "on '" + row.property() + "' cannot be compared like this");
        }
    }

    private static Object scalar(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private int basisPoints(String name, String otherwise) {
        BigDecimal percent = number("/layer", name, otherwise);
        return percent == null ? 0 : whole("/layer", percent.movePointRight(2));
    }

    private @Nullable BigDecimal number(String pointer, String name, String otherwise) {
        String text = get(name).isBlank() ? otherwise : get(name);
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(pointer, "must be a number, but was '" + text + "'");
        }
    }

    private static int whole(String pointer, BigDecimal number) {
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            throw new InvalidInputException(
                    pointer, "must be a whole number, but was '" + number.toPlainString() + "'");
        }
    }

    private @Nullable String nullable(String name) {
        return get(name).isBlank() ? null : get(name);
    }

    private static Row row(String on, PropertyCondition condition) {
        Object value = condition.value();
        String text = value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : value == null ? "" : value.toString();
        return new Row(on, condition.property(), condition.operator().name().toLowerCase(Locale.ROOT), text);
    }

    private static List<Row> padded(List<Row> rows) {
        while (rows.size() < ROWS) {
            rows.add(new Row(PERSON, "", "eq", ""));
        }
        return rows;
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(4, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String text(ServerRequest request, String name) {
        return request.param(name).orElse("").strip();
    }
}
