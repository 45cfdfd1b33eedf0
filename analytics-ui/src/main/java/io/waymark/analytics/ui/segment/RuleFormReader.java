/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventFilterJson;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.segment.SegmentJson;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.SegmentRule.Active;
import io.waymark.analytics.segment.SegmentRule.Did;
import io.waymark.analytics.segment.SegmentRule.FirstTime;
import io.waymark.analytics.segment.SegmentRule.InLifecycle;
import io.waymark.analytics.segment.SegmentRule.Member;
import io.waymark.analytics.segment.SegmentRule.Not;
import io.waymark.analytics.segment.SegmentRule.Or;
import io.waymark.analytics.segment.SegmentRule.PersonProperty;
import io.waymark.analytics.segment.SegmentRule.Sequence;
import io.waymark.analytics.segment.SegmentRule.Sum;
import io.waymark.analytics.segment.SegmentRule.When;
import io.waymark.analytics.ui.condition.ConditionForm;
import io.waymark.analytics.ui.condition.TypedText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Fills in the builder with a rule. */
final class RuleFormReader {

    private final ZoneId zone;

    private RuleFormReader(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The form of a rule.
     *
     * @param rule the rule
     * @param zone whose days are meant by dates
     * @return groups of conditions, if these say all of the rule; else its JSON
     */
    static RuleForm form(SegmentRule rule, ZoneId zone) {
        SegmentRule flat = RuleShape.flat(rule);
        try {
            RuleForm form = new RuleFormReader(zone).form(flat);
            if (RuleFormJson.rule(RuleForm.read(form.parameters()), zone).equals(flat)) {
                return form;
            }
        } catch (InvalidInputException e) {
            return json(flat);
        }
        return json(flat);
    }

    private static RuleForm json(SegmentRule rule) {
        return new RuleForm(false, List.of(), SegmentJson.write(rule).toPrettyString());
    }

    private RuleForm form(SegmentRule rule) {
        if (RuleShape.parts(rule).stream().allMatch(RuleShape::isRow)) {
            return new RuleForm(false, List.of(group(rule)), null);
        }
        return new RuleForm(
                rule instanceof Or,
                RuleShape.parts(rule).stream().map(this::group).toList(),
                null);
    }

    private RuleForm.Group group(SegmentRule rule) {
        SegmentRule inner = rule instanceof Not not && !RuleShape.isRow(rule) ? not.rule() : rule;
        return new RuleForm.Group(
                inner instanceof Or,
                inner != rule,
                RuleShape.parts(inner).stream().map(this::row).toList());
    }

    private RuleRow row(SegmentRule rule) {
        SegmentRule inner = rule instanceof Not not ? not.rule() : rule;
        Map<String, String> fields = new LinkedHashMap<>();
        List<ConditionForm> where = List.of();
        List<ConditionForm> then = List.of();
        String kind = "did";
        if (inner instanceof Did did) {
            where = event("e", did.event(), fields);
            times(did, fields);
            when(did.when(), fields);
        } else if (inner instanceof Active active) {
            kind = "active";
            fields.put("n", Integer.toString(active.min()));
            when(active.when(), fields);
        } else if (inner instanceof Sequence sequence) {
            kind = "sequence";
            where = event("e", sequence.first(), fields);
            then = event("f", sequence.then(), fields);
            within(sequence.within(), fields);
            when(sequence.when(), fields);
        } else if (inner instanceof FirstTime first) {
            kind = "firstTime";
            fields.put("e", first.event());
            when(first.when(), fields);
        } else if (inner instanceof Sum sum) {
            kind = "sum";
            where = event("e", sum.event(), fields);
            fields.put("q", sum.property());
            fields.put("o", name(sum.operator()));
            fields.put("v", TypedText.of(sum.value()));
            when(sum.when(), fields);
        } else if (inner instanceof PersonProperty person) {
            kind = "person";
            ConditionForm condition = conditions(List.of(person.condition())).get(0);
            fields.put("q", condition.property());
            fields.put("o", condition.op());
            fields.put("v", condition.value());
        } else if (inner instanceof InLifecycle lifecycle) {
            kind = "lifecycle";
            fields.put("l", name(lifecycle.state()));
            fields.put("i", name(lifecycle.period()));
        } else if (inner instanceof Member member) {
            kind = "segment";
            fields.put("s", member.segment());
        }
        return new RuleRow(kind, rule instanceof Not, fields, where, then);
    }

    private static List<ConditionForm> event(String letter, EventFilter event, Map<String, String> fields) {
        fields.put(letter, event.event());
        return conditions(event.where());
    }

    private static List<ConditionForm> conditions(List<PropertyCondition> conditions) {
        return EventFilterJson.write(conditions)
                .valueStream()
                .map((JsonNode each) -> ConditionForm.of(each))
                .toList();
    }

    private static void times(Did did, Map<String, String> fields) {
        Integer max = did.max();
        if (max == null) {
            fields.put("n", Integer.toString(did.min()));
        } else if (max == did.min()) {
            fields.put("c", "exactly");
            fields.put("n", Integer.toString(max));
        } else if (did.min() == 0) {
            fields.put("c", "atMost");
            fields.put("n", Integer.toString(max));
        } else {
            fields.put("c", "between");
            fields.put("n", Integer.toString(did.min()));
            fields.put("m", Integer.toString(max));
        }
    }

    private void when(When when, Map<String, String> fields) {
        if (when.days() != null) {
            fields.put("t", "last");
            fields.put("d", Objects.toString(when.days()));
            return;
        }
        Instant from = when.period().from();
        Instant to = when.period().to();
        if (from != null || to != null) {
            fields.put("t", "between");
            fields.put("a", from == null ? "" : from.atZone(zone).toLocalDate().toString());
            fields.put(
                    "b",
                    to == null
                            ? ""
                            : to.minusMillis(1).atZone(zone).toLocalDate().toString());
        }
    }

    private static void within(Duration within, Map<String, String> fields) {
        long minutes = within.toMinutes();
        long unit = minutes % 1_440 == 0 ? 1_440 : minutes % 60 == 0 ? 60 : 1;
        fields.put("w", Long.toString(minutes / unit));
        fields.put("u", unit == 1_440 ? "d" : unit == 60 ? "h" : "m");
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
