/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventFilterJson;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.segment.SegmentRule.And;
import io.waymark.analytics.segment.SegmentRule.Did;
import io.waymark.analytics.segment.SegmentRule.Not;
import io.waymark.analytics.segment.SegmentRule.Or;
import io.waymark.analytics.segment.SegmentRule.When;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Segment rules as JSON, on the wire and in the database: {@code {"and": […]}}, {@code {"or": […]}}, {@code {"not": …}},
 * {@code {"did": …, "min": …, "max": …, "from": …, "to": …, "lastDays": …}} and the conditions of {@link ConditionJson}.
 */
public final class SegmentJson {

    private static final int MAX_DEPTH = 10;
    private static final int MAX_BRANCHES = 50;
    private static final int MAX_CONDITIONS = 100;
    private static final int MAX_TIMES = 1_000_000_000;

    private SegmentJson() {}

    /**
     * Reads a rule.
     *
     * @param json an object with {@code and}, {@code or}, {@code not} or {@code did}
     * @param pointer where it is in the document, for faults; empty for the root
     * @return the rule
     * @throws io.waymark.analytics.InvalidInputException with everything that is wrong
     */
    public static SegmentRule rule(JsonNode json, String pointer) {
        return JsonInput.read(json, pointer, input -> {
            SegmentRule rule = rule(input, 1);
            if (rule != null && conditions(rule) > MAX_CONDITIONS) {
                input.fault("must have at most " + MAX_CONDITIONS + " conditions");
            }
            return rule;
        });
    }

    private static @Nullable SegmentRule rule(JsonInput input, int depth) {
        if (depth > MAX_DEPTH) {
            input.fault("must not be nested deeper than " + MAX_DEPTH);
            return null;
        }
        if (!input.isObject()) {
            return null;
        }
        List<String> kinds = Stream.concat(Stream.of("and", "or", "not", "did"), ConditionJson.KINDS.stream())
                .filter(kind -> !input.at(kind).isAbsent())
                .toList();
        if (kinds.size() != 1) {
            input.fault("must have exactly one of and, or, not, did, " + String.join(", ", ConditionJson.KINDS));
            return null;
        }
        JsonInput body = input.at(kinds.get(0));
        return switch (kinds.get(0)) {
            case "and" -> {
                List<SegmentRule> rules = rules(body, depth);
                yield rules.isEmpty() ? null : new And(rules);
            }
            case "or" -> {
                List<SegmentRule> rules = rules(body, depth);
                yield rules.isEmpty() ? null : new Or(rules);
            }
            case "not" -> {
                SegmentRule rule = rule(body, depth + 1);
                yield rule == null ? null : new Not(rule);
            }
            case "did" -> did(input, body);
            default -> ConditionJson.read(kinds.get(0), input, body);
        };
    }

    private static List<SegmentRule> rules(JsonInput input, int depth) {
        return input.list(1, MAX_BRANCHES, item -> rule(item, depth + 1));
    }

    private static @Nullable SegmentRule did(JsonInput input, JsonInput body) {
        EventFilter event = EventFilterJson.read(body);
        Integer max = input.at("max").integer(0, MAX_TIMES);
        Integer given = input.at("min").integer(0, MAX_TIMES);
        int min = given != null ? given : max != null && max == 0 ? 0 : 1;
        When when = ConditionJson.when(input);
        if (max != null && max < min) {
            input.at("max").fault("must not be less than 'min'");
            return null;
        }
        return event == null ? null : new Did(event, min, max, when);
    }

    private static int conditions(SegmentRule rule) {
        if (rule instanceof And and) {
            return and.rules().stream().mapToInt(SegmentJson::conditions).sum();
        }
        if (rule instanceof Or or) {
            return or.rules().stream().mapToInt(SegmentJson::conditions).sum();
        }
        return rule instanceof Not not ? conditions(not.rule()) : 1;
    }

    /**
     * Writes a rule, as {@link #rule} reads it.
     *
     * @param rule the rule
     * @return an object
     */
    public static JsonNode write(SegmentRule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (rule instanceof And and) {
            return json.set("and", write(and.rules()));
        }
        if (rule instanceof Or or) {
            return json.set("or", write(or.rules()));
        }
        if (rule instanceof Not not) {
            return json.set("not", write(not.rule()));
        }
        if (!(rule instanceof Did did)) {
            return ConditionJson.write(rule);
        }
        json.set("did", EventFilterJson.write(did.event()));
        json.put("min", did.min());
        if (did.max() != null) {
            json.put("max", did.max());
        }
        ConditionJson.write(did.when(), json);
        return json;
    }

    private static ArrayNode write(List<SegmentRule> rules) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        rules.forEach(rule -> array.add(write(rule)));
        return array;
    }
}
