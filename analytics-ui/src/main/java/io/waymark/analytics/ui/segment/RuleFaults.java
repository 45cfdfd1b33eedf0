/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** At which fields of the builder something is wrong. */
final class RuleFaults {

    /** Where faults of no single field are. */
    static final String RULE = "rule";

    private static final Pattern ROW = Pattern.compile("/(?:and|or)/(\\d+)(?:/not)?/(?:and|or)/(\\d+)(?:/not)?/(.*)");
    private static final Pattern CONDITION = Pattern.compile("(.*/)?where/(\\d+)(?:/(\\w+))?");

    private RuleFaults() {}

    /** {@return what is wrong, by the name of the field} */
    static Map<String, String> of(RuleForm form, InvalidInputException invalid) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (Fault fault : invalid.faults()) {
            Matcher row = ROW.matcher(fault.pointer());
            if (form.json() != null || !row.matches()) {
                String place = fault.pointer().isEmpty() ? "" : fault.pointer() + " ";
                faults.merge(RULE, place + fault.detail(), (first, second) -> first + "; " + second);
                continue;
            }
            int group = Integer.parseInt(row.group(1));
            int number = Integer.parseInt(row.group(2));
            RuleRow typed = form.groups().get(group).rows().get(number);
            faults.putIfAbsent(field(typed, (group + 1) + "." + (number + 1), row.group(3)), fault.detail());
        }
        return faults;
    }

    private static String field(RuleRow row, String place, String pointer) {
        Matcher condition = CONDITION.matcher(pointer);
        if (condition.matches()) {
            String prefix = pointer.startsWith("sequence/then") ? "y" : "";
            String field = condition.group(3) == null ? "property" : condition.group(3);
            String letter = field.equals("op") ? "o" : field.equals("value") ? "v" : "p";
            return prefix + letter + place + "." + (Integer.parseInt(condition.group(2)) + 1);
        }
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        return switch (field) {
                    case "event" -> pointer.startsWith("sequence/then") ? "f" : "e";
                    case "min" -> "n";
                    case "max" -> row.at("c").equals("between") ? "m" : "n";
                    case "lastDays" -> "d";
                    case "from" -> "a";
                    case "to" -> "b";
                    case "within" -> "w";
                    case "property" -> "q";
                    case "op" -> "o";
                    case "value" -> "v";
                    case "segment" -> "s";
                    default -> "k";
                }
                + place;
    }
}
