/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import static io.waymark.analytics.ui.condition.ConditionForm.number;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.segment.SegmentJson;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.ui.condition.ConditionForm;
import io.waymark.analytics.ui.condition.TypedDuration;
import io.waymark.analytics.ui.question.DateRange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From the texts of the builder to a rule: by way of its JSON, so that both are checked by the same rules. */
final class RuleFormJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ZoneId zone;

    private RuleFormJson(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * What the form asks for.
     *
     * @param form the form
     * @param zone whose days are meant by dates
     * @return the rule
     * @throws InvalidInputException with everything that is wrong; {@link RuleFaults} knows at which fields
     */
    static SegmentRule rule(RuleForm form, ZoneId zone) {
        String json = form.json();
        if (json == null) {
            return RuleShape.flat(SegmentJson.rule(new RuleFormJson(zone).groups(form), ""));
        }
        try {
            return RuleShape.flat(SegmentJson.rule(MAPPER.readTree(json), ""));
        } catch (JacksonException e) {
            throw new InvalidInputException("", "must be JSON");
        }
    }

    private ObjectNode groups(RuleForm form) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode groups = json.putArray(form.any() ? "or" : "and");
        form.groups().forEach(group -> {
            ObjectNode item = groups.addObject();
            ObjectNode body = group.not() ? item.putObject("not") : item;
            ArrayNode rows = body.putArray(group.any() ? "or" : "and");
            group.rows().forEach(row -> rows.add(row(row)));
        });
        return json;
    }

    private ObjectNode row(RuleRow row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode rule = row.not() ? json.putObject("not") : json;
        switch (row.kind()) {
            case "active" -> {
                ObjectNode body = rule.putObject("active");
                body.set("min", number(row.at("n")));
                when(row, body);
            }
            case "sequence" -> {
                ObjectNode body = rule.putObject("sequence");
                event(body.putObject("first"), row.at("e"), row.where());
                event(body.putObject("then"), row.at("f"), row.then());
                body.put("within", TypedDuration.toJson(row.at("w"), row.at("u")));
                when(row, rule);
            }
            case "firstTime" -> {
                rule.putObject("firstTime").put("event", row.at("e"));
                when(row, rule);
            }
            case "sum" -> {
                ObjectNode body = rule.putObject("sum");
                event(body, row.at("e"), row.where());
                body.put("property", row.at("q"));
                rule.put("op", row.at("o"));
                rule.set("value", ConditionForm.value(row.at("v")));
                when(row, rule);
            }
            case "person" -> rule.set("person", new ConditionForm(row.at("q"), row.at("o"), row.at("v")).toJson());
            case "lifecycle" ->
                rule.put("lifecycle", row.at("l")).put("period", row.at("i")).put("timezone", zone.getId());
            case "segment" -> rule.put("segment", row.at("s"));
            default -> {
                event(rule.putObject("did"), row.at("e"), row.where());
                times(row, rule);
                when(row, rule);
            }
        }
        return json;
    }

    private static void event(ObjectNode json, String event, List<ConditionForm> where) {
        ArrayNode conditions = json.put("event", event).putArray("where");
        where.forEach(condition -> conditions.add(condition.toJson()));
    }

    private static void times(RuleRow row, ObjectNode json) {
        JsonNode times = number(row.at("n"));
        switch (row.at("c")) {
            case "atMost" -> json.put("min", 0).set("max", times);
            case "exactly" -> json.<ObjectNode>set("min", times).set("max", times);
            case "between" -> json.<ObjectNode>set("min", times).set("max", number(row.at("m")));
            default -> json.set("min", times);
        }
    }

    private void when(RuleRow row, ObjectNode json) {
        if (row.at("t").equals("last")) {
            json.set("lastDays", number(row.at("d")));
        } else if (row.at("t").equals("between")) {
            day(row.at("a"), 0, "from", json);
            day(row.at("b"), 1, "to", json);
        }
    }

    /** A day begins at its midnight; what is no day is left for the check of the rule to find. */
    private void day(String text, int more, String field, ObjectNode json) {
        LocalDate day = DateRange.day(text);
        if (day != null) {
            json.put(field, day.plusDays(more).atStartOfDay(zone).toInstant().toString());
        } else if (!text.isBlank()) {
            json.put(field, text);
        }
    }
}
