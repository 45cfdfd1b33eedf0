/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventFilterJson;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.segment.SegmentRule.Active;
import io.waymark.analytics.segment.SegmentRule.FirstTime;
import io.waymark.analytics.segment.SegmentRule.InLifecycle;
import io.waymark.analytics.segment.SegmentRule.Member;
import io.waymark.analytics.segment.SegmentRule.PersonProperty;
import io.waymark.analytics.segment.SegmentRule.Sequence;
import io.waymark.analytics.segment.SegmentRule.Sum;
import io.waymark.analytics.segment.SegmentRule.When;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The further conditions of segments as JSON: {@code {"active": {"min", "lastDays"}}}, {@code {"sum": {"event", "where",
 * "property"}, "op", "value"}}, {@code {"firstTime": event}}, {@code {"sequence": {"first", "then", "within"}}},
 * {@code {"person": {"property", "op", "value"}}}, {@code {"lifecycle": state, "period", "timezone"}} and
 * {@code {"segment": key}}; those about events also with {@code from} and {@code to}, or {@code lastDays}.
 */
final class ConditionJson {

    static final List<String> KINDS =
            List.of("active", "sum", "firstTime", "sequence", "person", "lifecycle", "segment");

    private static final int MAX_NAME = 200;
    private static final int MAX_TIMES = 1_000_000_000;
    private static final int MAX_DIGITS = 1_000;
    private static final Duration MAX_WITHIN = Duration.ofDays(3_660);
    private static final Duration DEFAULT_WITHIN = Duration.ofDays(7);

    private ConditionJson() {}

    static @Nullable SegmentRule read(String kind, JsonInput input, JsonInput body) {
        return switch (kind) {
            case "active" -> active(body);
            case "sum" -> sum(input, body);
            case "firstTime" -> firstTime(input, body);
            case "sequence" -> sequence(input, body);
            case "person" -> person(body);
            case "lifecycle" -> lifecycle(input, body);
            default -> member(body);
        };
    }

    static When when(JsonInput input) {
        Period period = input.period(ZoneOffset.UTC);
        Integer days = input.at("lastDays").integer(1, When.MAX_DAYS);
        if (days == null) {
            return When.during(period);
        }
        if (!period.equals(Period.allTime())) {
            input.at("lastDays").fault("must not be beside 'from' or 'to'");
            return When.EVER;
        }
        return When.lastDays(days);
    }

    private static @Nullable SegmentRule active(JsonInput body) {
        if (!body.isObject()) {
            return null;
        }
        Integer min = body.at("min").integer(1, MAX_TIMES);
        return new Active(Objects.requireNonNullElse(min, 1), when(body));
    }

    private static @Nullable SegmentRule sum(JsonInput input, JsonInput body) {
        if (!body.isObject()) {
            return null;
        }
        EventFilter event = EventFilterJson.read(body);
        String property = body.at("property").requiredText(MAX_NAME);
        Operator operator = input.at("op").oneOf(Operator.class, Operator.GTE);
        if (!Sum.OPERATORS.containsKey(operator)) {
            input.at("op").fault("must be one of eq, ne, gt, gte, lt, lte");
            return null;
        }
        BigDecimal value = number(input.at("value"));
        return event == null || property == null || value == null
                ? null
                : new Sum(event, property, operator, value, when(input));
    }

    private static @Nullable BigDecimal number(JsonInput input) {
        JsonNode node = input.node();
        boolean finite = node.isNumber() && (!node.isFloatingPointNumber() || Double.isFinite(node.doubleValue()));
        BigDecimal number = finite ? node.decimalValue() : null;
        if (number == null || Math.abs((long) number.scale()) + number.precision() > MAX_DIGITS) {
            input.fault("must be a number of usual size");
            return null;
        }
        return number;
    }

    private static @Nullable SegmentRule firstTime(JsonInput input, JsonInput body) {
        EventFilter event = EventFilterJson.read(body);
        if (event == null) {
            return null;
        }
        if (!event.where().isEmpty()) {
            body.at("where").fault("must be absent: the first time is that of any such event");
            return null;
        }
        return new FirstTime(event.event(), when(input));
    }

    private static @Nullable SegmentRule sequence(JsonInput input, JsonInput body) {
        if (!body.isObject()) {
            return null;
        }
        EventFilter first = EventFilterJson.read(body.at("first"));
        EventFilter then = EventFilterJson.read(body.at("then"));
        Duration within = body.at("within").duration(MAX_WITHIN, DEFAULT_WITHIN);
        return first == null || then == null ? null : new Sequence(first, then, within, when(input));
    }

    private static @Nullable SegmentRule person(JsonInput body) {
        PropertyCondition condition = EventFilterJson.condition(body);
        return condition == null ? null : new PersonProperty(condition);
    }

    private static @Nullable SegmentRule lifecycle(JsonInput input, JsonInput body) {
        InLifecycle.State state = body.oneOf(InLifecycle.State.class, InLifecycle.State.NEW);
        CalendarInterval period = input.at("period").oneOf(CalendarInterval.class, CalendarInterval.WEEK);
        if (period == CalendarInterval.HOUR) {
            input.at("period").fault("must be day, week or month");
            return null;
        }
        return new InLifecycle(state, period, input.at("timezone").zone());
    }

    private static @Nullable SegmentRule member(JsonInput body) {
        String segment = body.requiredText(MAX_NAME);
        return segment == null ? null : new Member(segment);
    }

    static JsonNode write(SegmentRule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (rule instanceof Active active) {
            ObjectNode body = json.putObject("active");
            body.put("min", active.min());
            write(active.when(), body);
        } else if (rule instanceof Sum sum) {
            ObjectNode body = (ObjectNode) EventFilterJson.write(sum.event());
            body.put("property", sum.property());
            json.set("sum", body);
            json.put("op", name(sum.operator()));
            json.put("value", sum.value());
            write(sum.when(), json);
        } else if (rule instanceof FirstTime first) {
            json.putObject("firstTime").put("event", first.event());
            write(first.when(), json);
        } else if (rule instanceof Sequence sequence) {
            ObjectNode body = json.putObject("sequence");
            body.set("first", EventFilterJson.write(sequence.first()));
            body.set("then", EventFilterJson.write(sequence.then()));
            body.put("within", sequence.within().toString());
            write(sequence.when(), json);
        } else if (rule instanceof PersonProperty person) {
            json.set(
                    "person", EventFilterJson.write(List.of(person.condition())).get(0));
        } else if (rule instanceof InLifecycle lifecycle) {
            json.put("lifecycle", name(lifecycle.state()));
            json.put("period", name(lifecycle.period()));
            json.put("timezone", lifecycle.timezone().getId());
        } else if (rule instanceof Member member) {
            json.put("segment", member.segment());
        }
        return json;
    }

    static void write(When when, ObjectNode json) {
        if (when.days() != null) {
            json.put("lastDays", when.days());
        }
        if (when.period().from() != null) {
            json.put("from", Objects.toString(when.period().from()));
        }
        if (when.period().to() != null) {
            json.put("to", Objects.toString(when.period().to()));
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
