/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.ui.condition.ConditionForm;
import io.waymark.analytics.ui.condition.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A condition of a segment as it is typed in.
 *
 * @param kind one of {@link #KINDS}
 * @param not whether it must not hold
 * @param fields its fields by their letter; those that are absent are at their defaults
 * @param where conditions on the properties of its event, or of the first of two
 * @param then conditions on the properties of the second event
 */
public record RuleRow(
        String kind, boolean not, Map<String, String> fields, List<ConditionForm> where, List<ConditionForm> then) {

    /** The kinds, in the order of a choice. */
    public static final List<String> KINDS =
            List.of("did", "active", "sequence", "firstTime", "sum", "person", "lifecycle", "segment");

    private static final String TIME = "tdab";
    private static final Map<String, String> LETTERS = Map.of(
            "did", "ecnm" + TIME,
            "active", "n" + TIME,
            "sequence", "efwu" + TIME,
            "firstTime", "e" + TIME,
            "sum", "eqov" + TIME,
            "person", "qov",
            "lifecycle", "li",
            "segment", "s");
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("e", ""),
            Map.entry("f", ""),
            Map.entry("c", "atLeast"),
            Map.entry("n", "1"),
            Map.entry("m", ""),
            Map.entry("t", "ever"),
            Map.entry("d", "30"),
            Map.entry("a", ""),
            Map.entry("b", ""),
            Map.entry("q", ""),
            Map.entry("o", "gte"),
            Map.entry("v", ""),
            Map.entry("w", "7"),
            Map.entry("u", "d"),
            Map.entry("s", ""),
            Map.entry("l", "new"),
            Map.entry("i", "week"));

    public RuleRow {
        fields = Map.copyOf(fields);
        where = List.copyOf(where);
        then = List.copyOf(then);
    }

    /** A condition of which nothing is filled in. */
    static RuleRow of(String kind) {
        Map<String, String> fields = kind.equals("active") ? Map.of("t", "last") : Map.of();
        return new RuleRow(KINDS.contains(kind) ? kind : "did", false, fields, List.of(), List.of());
    }

    /**
     * A field.
     *
     * @param letter its letter
     * @return what is typed in; its default where nothing is
     */
    public String at(String letter) {
        String otherwise = letter.equals("o") && kind.equals("person") ? "eq" : DEFAULTS.getOrDefault(letter, "");
        return fields.getOrDefault(letter, otherwise);
    }

    static RuleRow read(String place, Map<String, String> parameters) {
        String asked = parameters.getOrDefault("k" + place, "");
        String kind = KINDS.contains(asked) ? asked : "did";
        Map<String, String> fields = new LinkedHashMap<>();
        for (String letter : LETTERS.getOrDefault(kind, "").split("")) {
            String text = parameters.get(letter + place);
            if (text != null) {
                fields.put(letter, text.strip());
            }
        }
        return new RuleRow(
                kind,
                "1".equals(parameters.get("x" + place)),
                fields,
                ConditionForm.read("", place, parameters),
                ConditionForm.read("y", place, parameters));
    }

    void write(String place, Map<String, String> parameters) {
        parameters.put("k" + place, kind);
        if (not) {
            parameters.put("x" + place, "1");
        }
        fields.forEach((letter, text) -> parameters.put(letter + place, text));
        ConditionForm.write(where, "", place, parameters);
        ConditionForm.write(then, "y", place, parameters);
    }

    RuleRow withCondition(boolean second) {
        return second
                ? new RuleRow(kind, not, fields, where, oneMore(then))
                : new RuleRow(kind, not, fields, oneMore(where), then);
    }

    private static List<ConditionForm> oneMore(List<ConditionForm> conditions) {
        return Rows.appended(conditions, ConditionForm.EMPTY, ConditionForm.MAX_CONDITIONS);
    }

    RuleRow withoutCondition(boolean second, int number) {
        return second
                ? new RuleRow(kind, not, fields, where, Rows.without(then, number))
                : new RuleRow(kind, not, fields, Rows.without(where, number), then);
    }
}
