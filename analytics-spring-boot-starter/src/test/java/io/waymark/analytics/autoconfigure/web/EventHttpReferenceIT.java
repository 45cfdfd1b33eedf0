/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.reference.ReferenceEvents;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Imports every set of real events over HTTP and holds what comes back over HTTP against the expected figures. */
class EventHttpReferenceIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String API = "/analytics/api/analytics";
    private static final Map<String, Map<String, String>> FORMS = Map.of(
            "best", Map.of(),
            "first_entry_window_per_step", Map.of("entry", "FIRST_ENTRY", "windowFrom", "PREVIOUS_STEP"),
            "strict_order", Map.of("order", "STRICT"),
            "any_order", Map.of("order", "ANY"));

    @ParameterizedTest
    @MethodSource("io.waymark.analytics.reference.ReferenceEvents#sets")
    void everyFigureComesOutOverHttpAndStaysWhenAllIsSentAgain(ReferenceEvents set) {
        try (RunningHost host = RunningHost.start(BareHost.class, "analytics.purge.after=0")) {
            List<CSVRecord> records = set.records();
            new HttpImport(host).send(records);
            assertThat(host.events()).isEqualTo(records.size());
            checkAll(host, set);

            String overview = get(host, API + "/overview?limit=1000").toString();
            new HttpImport(host).send(records);
            assertThat(host.events()).isEqualTo(records.size());
            assertThat(get(host, API + "/overview?limit=1000").toString()).isEqualTo(overview);
            checkAll(host, set);
        }
    }

    private static void checkAll(RunningHost host, ReferenceEvents set) {
        for (JsonNode expected : set.expected("funnels")) {
            FORMS.keySet().stream().filter(expected::has).forEach(form -> checkFunnel(host, expected, form));
        }
        set.expected("retention").forEach(expected -> checkRetention(host, expected));
        set.expected("uniques").forEach(expected -> checkUniques(host, expected));
        set.expected("segments").forEach(expected -> checkSegment(host, expected));
    }

    private static void checkFunnel(RunningHost host, JsonNode entry, String form) {
        ObjectNode query = JSON.createObjectNode();
        ArrayNode steps = query.putArray("steps");
        entry.path("steps").forEach(step -> steps.add(filter(step)));
        query.put("conversionWindow", "PT" + entry.path("window_hours").asString() + "H");
        query.set("from", entry.path("from"));
        query.set("to", entry.path("to"));
        FORMS.get(form).forEach(query::put);
        if (entry.hasNonNull("exclude")) {
            query.putArray("exclude").addObject().set("event", entry.path("exclude"));
        }
        JsonNode report = post(host, API + "/funnel", query);

        JsonNode expected = entry.path(form);
        assertThat(report.path("steps")
                        .valueStream()
                        .map(step -> step.path("users").longValue())
                        .toList())
                .as("%s %s", form, query)
                .isEqualTo(longs(expected.path("users_per_step")));
        JsonNode between = expected.path("median_seconds_between_steps");
        for (int i = 0; i < between.size(); i++) {
            close(report.path("steps").path(i + 1).path("medianSecondsFromPrev"), between.get(i));
        }
        if (expected.has("median_seconds_total")) {
            close(report.path("medianSeconds"), expected.path("median_seconds_total"));
        }
    }

    private static void checkRetention(RunningHost host, JsonNode expected) {
        String parameters = "?from="
                + (expected.path("from").isString() ? expected.path("from").stringValue() : "1970-01-01T00:00:00Z")
                + parameter("to", expected.path("to"))
                + parameter("startEvent", expected.path("start_event"))
                + parameter("returnEvent", expected.path("return_event"))
                + parameter("weeks", expected.path("max_week"));
        JsonNode report = get(host, API + "/retention" + parameters);
        assertThat(report.path("cohorts").size())
                .isEqualTo(expected.path("cohorts").size());
        for (int i = 0; i < expected.path("cohorts").size(); i++) {
            JsonNode cohort = report.path("cohorts").path(i);
            JsonNode wanted = expected.path("cohorts").path(i);
            assertThat(cohort.path("cohort")).isEqualTo(wanted.path("cohort_week"));
            assertThat(cohort.path("users").longValue())
                    .isEqualTo(wanted.path("users").longValue());
            assertThat(longs(cohort.path("retained"))).as(parameters).isEqualTo(longs(wanted.path("returned")));
            assertThat(doubles(cohort.path("percent"))).as(parameters).isEqualTo(doubles(wanted.path("percent")));
        }
        assertThat(doubles(report.path("average")))
                .as(parameters)
                .isEqualTo(doubles(expected.path("all_cohorts_percent_by_week")));
    }

    private static void checkUniques(RunningHost host, JsonNode expected) {
        JsonNode report = get(
                host,
                API + "/overview?limit=1000" + parameter("from", expected.path("from"))
                        + parameter("to", expected.path("to")));
        JsonNode counts = expected.path("per_event_[events,users]");
        assertThat(List.of(
                        report.path("events").longValue(), report.path("users").longValue()))
                .isEqualTo(longs(counts.path("*")));
        assertThat(report.path("topEvents").size()).isEqualTo(counts.size() - 1);
        report.path("topEvents")
                .forEach(top -> assertThat(List.of(
                                top.path("count").longValue(), top.path("users").longValue()))
                        .as(top.toString())
                        .isEqualTo(longs(counts.path(top.path("event").stringValue()))));
    }

    private static void checkSegment(RunningHost host, JsonNode expected) {
        ObjectNode query = JSON.createObjectNode();
        query.set("rule", rule(expected.path("rule")));
        assertThat(post(host, API + "/segment", query).path("users").longValue())
                .as(query.toString())
                .isEqualTo(expected.path("users").longValue());
    }

    /** The reference data writes a step as a name or with conditions by property; the API wants a list of conditions. */
    private static ObjectNode filter(JsonNode step) {
        ObjectNode filter = JSON.createObjectNode();
        filter.set("event", step.isString() ? step : step.path("event"));
        ArrayNode where = filter.putArray("where");
        step.path("where").properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                entry.getValue()
                        .properties()
                        .forEach(comparison -> where.addObject()
                                .put("property", entry.getKey())
                                .put("op", comparison.getKey())
                                .set("value", comparison.getValue()));
            } else {
                where.addObject()
                        .put("property", entry.getKey())
                        .put("op", "eq")
                        .set("value", entry.getValue());
            }
        });
        return filter;
    }

    private static JsonNode rule(JsonNode rule) {
        ObjectNode json = JSON.createObjectNode();
        for (String list : List.of("and", "or")) {
            if (rule.has(list)) {
                ArrayNode rules = json.putArray(list);
                rule.path(list).forEach(part -> rules.add(rule(part)));
                return json;
            }
        }
        if (rule.has("not")) {
            json.set("not", rule(rule.path("not")));
            return json;
        }
        json.set("did", filter(rule.path("did")));
        for (String field : List.of("min", "max", "from", "to")) {
            if (rule.has(field)) {
                json.set(field, rule.path(field));
            }
        }
        return json;
    }

    private static JsonNode get(RunningHost host, String path) {
        return ok(host.get(path));
    }

    private static JsonNode post(RunningHost host, String path, JsonNode body) {
        return ok(host.post(path, body.toString()));
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String parameter(String name, JsonNode value) {
        return value.isMissingNode() || value.isNull()
                ? ""
                : "&" + name + "=" + URLEncoder.encode(value.asString(), StandardCharsets.UTF_8);
    }

    private static void close(JsonNode actual, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(actual.isNull()).isTrue();
        } else {
            assertThat(actual.doubleValue()).isCloseTo(expected.doubleValue(), within(1e-6));
        }
    }

    private static List<Long> longs(JsonNode array) {
        return array.valueStream().map(JsonNode::longValue).toList();
    }

    private static List<Double> doubles(JsonNode array) {
        return array.valueStream().map(JsonNode::doubleValue).toList();
    }
}
