/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.ui.condition.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rule of a segment as it is typed in: groups of conditions. Lives in the address, so that any state of the builder can
 * be bookmarked.
 *
 * @param any whether one group is enough
 * @param groups the groups
 * @param json the rule as JSON, where it has more to it than groups can say; null for the groups
 */
public record RuleForm(
        boolean any, List<Group> groups, @Nullable String json) {

    /** So many groups can be filled in. */
    public static final int MAX_GROUPS = 10;

    /** So many conditions of a group can be filled in. */
    public static final int MAX_ROWS = 50;

    public RuleForm {
        groups = List.copyOf(groups);
    }

    /**
     * Conditions that belong together.
     *
     * @param any whether one of them is enough
     * @param not whether the group must not hold
     * @param rows the conditions, at least one
     */
    public record Group(boolean any, boolean not, List<RuleRow> rows) {

        public Group {
            rows = List.copyOf(rows);
        }
    }

    /** {@return a form with one condition to be filled in} */
    public static RuleForm empty() {
        return new RuleForm(false, List.of(new Group(false, false, List.of(RuleRow.of("did")))), null);
    }

    /**
     * Whether an address says anything about a rule.
     *
     * @param parameters the parameters of the address
     * @return whether it names a condition or a rule
     */
    public static boolean isIn(Map<String, String> parameters) {
        return parameters.containsKey("k1.1") || parameters.containsKey("json");
    }

    /**
     * Reads an address.
     *
     * @param parameters the parameters of the address
     * @return the form
     */
    public static RuleForm read(Map<String, String> parameters) {
        List<Group> groups = new ArrayList<>();
        for (int g = 1; g <= MAX_GROUPS && parameters.containsKey("k" + g + ".1"); g++) {
            List<RuleRow> rows = new ArrayList<>();
            for (int r = 1; r <= MAX_ROWS && parameters.containsKey("k" + g + "." + r); r++) {
                rows.add(RuleRow.read(g + "." + r, parameters));
            }
            groups.add(new Group("any".equals(parameters.get("g" + g)), "1".equals(parameters.get("x" + g)), rows));
        }
        return new RuleForm("any".equals(parameters.get("match")), groups, parameters.get("json"));
    }

    /** {@return the form as parameters of an address} */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (json != null) {
            parameters.put("json", json);
            return parameters;
        }
        parameters.put("match", any ? "any" : "all");
        for (int g = 1; g <= groups.size(); g++) {
            Group group = groups.get(g - 1);
            parameters.put("g" + g, group.any() ? "any" : "all");
            if (group.not()) {
                parameters.put("x" + g, "1");
            }
            for (int r = 1; r <= group.rows().size(); r++) {
                group.rows().get(r - 1).write(g + "." + r, parameters);
            }
        }
        return parameters;
    }

    /**
     * The form after a button was pressed.
     *
     * @param action what the button says: {@code add:1:did}, {@code remove:1.2}, {@code where:1.2}, {@code then:1.2},
     *     {@code nowhere:1.2.1}, {@code nothen:1.2.1}, {@code group:did}; anything else changes nothing
     * @return the changed form
     */
    public RuleForm edited(String action) {
        String[] parts = action.split("[:.]");
        int group = Rows.number(parts, 1);
        int row = Rows.number(parts, 2);
        int condition = Rows.number(parts, 3);
        return switch (parts[0]) {
            case "add" -> changed(group, rows -> Rows.appended(rows, RuleRow.of(parts[parts.length - 1]), MAX_ROWS));
            case "remove" -> changed(group, rows -> Rows.without(rows, row));
            case "where" -> row(group, row, each -> each.withCondition(false));
            case "then" -> row(group, row, each -> each.withCondition(true));
            case "nowhere" -> row(group, row, each -> each.withoutCondition(false, condition));
            case "nothen" -> row(group, row, each -> each.withoutCondition(true, condition));
            case "group" ->
                with(Rows.appended(
                        groups, new Group(false, false, List.of(RuleRow.of(parts[parts.length - 1]))), MAX_GROUPS));
            default -> this;
        };
    }

    private RuleForm with(List<Group> changed) {
        List<Group> kept =
                changed.stream().filter(group -> !group.rows().isEmpty()).toList();
        return kept.isEmpty() ? empty() : new RuleForm(any, kept, json);
    }

    private RuleForm changed(int number, UnaryOperator<List<RuleRow>> change) {
        return with(
                Rows.changed(groups, number, group -> new Group(group.any(), group.not(), change.apply(group.rows()))));
    }

    private RuleForm row(int group, int number, UnaryOperator<RuleRow> change) {
        return changed(group, rows -> Rows.changed(rows, number, change));
    }
}
