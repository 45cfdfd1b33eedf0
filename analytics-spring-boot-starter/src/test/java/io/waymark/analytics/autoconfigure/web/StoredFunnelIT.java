/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stored funnel with a segment and an exclusion that has a condition: told over HTTP and by its page. */
class StoredFunnelIT {

    private static final String RANGE = "from=2026-03-02&to=2026-03-03";
    private static final Pattern USERS = Pattern.compile("\"step\":\\d+,\"event\":\"\\w+\",\"users\":(\\d+)");
    private static final Pattern DEFINITION = Pattern.compile("name=\"definition\" value=\"([^\"]+)\"");

    private static RunningHost host;
    private static String id;
    private static String divided;

    @BeforeAll
    static void someGoThrough() {
        host = RunningHost.start(
                BareHost.class, "analytics.purge.after=0", "analytics.jobs.enabled=false", "analytics.ui.access=open");
        // Everybody looks and buys; in between some ask about the price, which counts as talked out of it, or the way.
        buys("ana", "chat", "price", "member", "invited");
        buys("ben", "chat", "way", "member", "invited");
        buys("cleo", "chat", "way", "member");
        buys("dan", "chat", "way", "invited");
        buys("eve", "call", "price");
        segment("members", "member");
        segment("guests", "invited");
        id = funnel("""
                {"name":"Sale","segment":"members","steps":[{"event":"look"},{"event":"buy"}],
                 "exclude":[{"event":"chat","where":[{"property":"about","op":"eq","value":"price"}]}]}""");
        divided = funnel("""
                {"name":"Talk","steps":[{"event":"look"},{"event":"chat"},{"event":"buy"}],
                 "breakdown":{"property":"about","step":2}}""");
    }

    private static String funnel(String json) {
        HttpResponse<String> created = host.post("/analytics/api/funnels", json);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return created.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
    }

    private static void buys(String user, String talk, String about, String... also) {
        send(user, "look", "10:00", "{}");
        send(user, talk, "10:01", "{\"about\":\"" + about + "\"}");
        send(user, "buy", "10:02", "{}");
        for (String event : also) {
            send(user, event, "09:00", "{}");
        }
    }

    private static void send(String user, String event, String time, String properties) {
        HttpResponse<String> answer = host.post(
                "/analytics/api/events",
                "{\"userId\":\"%s\",\"eventName\":\"%s\",\"timestamp\":\"2026-03-02T%s:00Z\",\"properties\":%s}"
                        .formatted(user, event, time, properties));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void segment(String key, String event) {
        HttpResponse<String> stored = host.post(
                "/analytics/api/segments",
                "{\"key\":\"%s\",\"name\":\"%s\",\"rule\":{\"did\":{\"event\":\"%s\"}}}".formatted(key, key, event));
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void theSegmentOfTheQuestionNarrowsThatOfTheFunnel() {
        assertThat(told("")).containsExactly(3, 2);
        assertThat(told("&segment=guests")).containsExactly(2, 1);
        assertThat(api("/people?outcome=reached&step=2&").body()).isEqualTo("{\"users\":[\"ben\",\"cleo\"]}");
        assertThat(api("/people?outcome=reached&step=2&segment=guests&").body()).isEqualTo("{\"users\":[\"ben\"]}");
        assertThat(api("/people?step=2&segment=guests&").body()).isEqualTo("{\"users\":[\"ana\"]}");
        assertThat(api("?compare=previous&segment=guests&").body()).contains("\"previous\":{\"steps\":[");
        for (String asked : List.of("?segment=nobody&", "/people?step=2&segment=nobody&")) {
            HttpResponse<String> refused = api(asked);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("\"pointer\":\"/segment\"");
        }
    }

    @Test
    void thePeopleOfAGroupAreAskedForAsTheReportNamesIt() {
        assertThat(talk("?").body()).contains("{\"value\":\"way\",\"kind\":\"VALUE\",");
        assertThat(talk("/people?outcome=reached&step=3&value=way&kind=VALUE&").body())
                .isEqualTo("{\"users\":[\"ben\",\"cleo\",\"dan\"]}");
        assertThat(talk("/people?outcome=reached&step=2&value=price&").body()).isEqualTo("{\"users\":[\"ana\"]}");
        assertThat(talk("/people?step=2&value=(none)&kind=NONE&").body()).isEqualTo("{\"users\":[\"eve\"]}");
        assertThat(talk("/people?step=2&kind=other&").body()).isEqualTo("{\"users\":[]}");
        assertThat(talk("/people?step=2&kind=VALUE&").body())
                .as("those with an empty value")
                .isEqualTo("{\"users\":[]}");
        String asked = "{\"steps\":[{\"event\":\"look\"},{\"event\":\"chat\"}],\"step\":2,\"outcome\":\"reached\"%s}";
        String people = "/analytics/api/analytics/funnel/people";
        String byTopic = ",\"breakdown\":{\"property\":\"about\",\"step\":2}";
        assertThat(host.post(people, asked.formatted(byTopic + ",\"value\":\"price\""))
                        .body())
                .isEqualTo("{\"users\":[\"ana\"]}");
        assertRefused("/value", host.post(people, asked.formatted(byTopic + ",\"value\":7")));
        assertRefused("/value", host.post(people, asked.formatted(",\"value\":\"price\"")));
        assertRefused("/kind", talk("/people?step=2&kind=some&"));
        assertRefused("/kind", api("/people?step=2&kind=none&"));
    }

    @Test
    void thePeopleOfATimeAreAskedForAsTheReportNamesIt() {
        String asked = "/people?outcome=reached&step=3&";
        assertThat(talk("?").body()).contains("{\"fromSeconds\":120.0,\"toSeconds\":300.0,\"users\":4}");
        assertThat(talk(asked + "fromSeconds=120.0&toSeconds=300.0&").body())
                .isEqualTo("{\"users\":[\"ana\",\"ben\",\"cleo\",\"dan\"]}");
        assertThat(talk(asked + "fromSeconds=120&value=price&").body()).isEqualTo("{\"users\":[\"ana\"]}");
        assertThat(talk(asked + "toSeconds=120&").body()).isEqualTo("{\"users\":[]}");
        assertRefused("/fromSeconds", talk(asked + "fromSeconds=soon&"));
        assertRefused("/toSeconds", talk(asked + "fromSeconds=120&toSeconds=120&"));
        assertRefused("/toSeconds", talk("/people?step=3&toSeconds=120&"));
        String table = page(divided, "/part/times?view=table&" + RANGE).body();
        assertThat(host.send(linked("fromSeconds=120", table), request -> {}).body())
                .contains("<h1>Reached buy, in 2–5 min</h1>", ">ana<", ">ben<", ">cleo<", ">dan<")
                .doesNotContain(">eve<");
    }

    @Test
    void thePeopleOfADayAreAskedForAsTheReportNamesIt() {
        String asked = "/people?outcome=reached&step=3&";
        assertThat(talk("?").body()).contains("{\"start\":\"2026-03-02\",\"days\":1,\"entered\":5,\"converted\":4,");
        assertThat(talk(asked + "start=2026-03-02&days=1&").body())
                .isEqualTo("{\"users\":[\"ana\",\"ben\",\"cleo\",\"dan\"]}");
        assertThat(talk("/people?step=2&start=2026-03-02&").body()).isEqualTo("{\"users\":[\"eve\"]}");
        assertThat(talk(asked + "start=2026-03-03&days=7&").body()).isEqualTo("{\"users\":[]}");
        assertRefused("/start", talk(asked + "start=monday&"));
        assertRefused("/days", talk(asked + "start=2026-03-02&days=0&"));
        String table = page(divided, "/part/trend?view=table&" + RANGE).body();
        assertThat(host.send(linked("step=3[^\"]*start=2026-03-02", table), request -> {})
                        .body())
                .contains("<h1>Reached buy, entered 2 Mar 2026</h1>", ">ana<", ">ben<", ">cleo<", ">dan<")
                .doesNotContain(">eve<");
    }

    private static void assertRefused(String pointer, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"pointer\":\"" + pointer + "\"");
    }

    @Test
    void thePageLinksTheNumbersOfABreakdownToTheirPeople() {
        String page = page(divided, "/answer?" + RANGE).body();
        String address = linked("step=3[^\"]*value=way", page);
        String people = host.send(address, request -> {}).body();
        assertThat(people).contains("<h1>Reached buy, about: way</h1>", ">ben<", ">cleo<", ">dan<");
        assertThat(people).doesNotContain(">ana<", ">eve<");
        assertThat(host.send(address + "&format=csv", request -> {}).body())
                .isEqualTo("person\r\nben\r\ncleo\r\ndan\r\n");
        assertThat(people)
                .as("the way back")
                .containsPattern(
                        "<a href=\"/analytics/funnels/" + divided + "[?](?![^\"]*(kind|value|step)=)[^\"]*\">Talk<");
        assertThat(host.send(address.replace("kind=VALUE", "kind=NONE").replace("step=3", "step=1"), request -> {})
                        .body())
                .contains("<h1>Reached look, about: (none)</h1>", ">eve<")
                .doesNotContain(">ben<");
    }

    @Test
    void thePageCountsAsTheApiDoes() {
        for (String segment : List.of("", "&segment=guests", "&segment=members")) {
            assertThat(shown("/part/result?format=csv&" + RANGE + segment))
                    .as(segment)
                    .isEqualTo(told(segment));
        }
        assertThat(page("/people?outcome=reached&step=2&format=csv&" + RANGE).body())
                .contains("ben", "cleo")
                .doesNotContain("ana", "dan");
    }

    @Test
    void thePageShowsWhatIsStoredAndSavesIt() {
        assertThat(page("/answer?" + RANGE + "&segment=guests").body())
                .contains("in both the segments “members” and “guests”");
        assertThat(page("?" + RANGE + "&segment=guests").body())
                .contains("value=\"price\"")
                .doesNotContain("changed, not saved");

        HttpResponse<String> edited = page("?do=add&" + RANGE + "&segment=guests");
        String address = edited.headers().firstValue("Location").orElseThrow().replaceAll("^[^?]*", "");
        String third = page(address.replace("e3=", "e3=member")).body();
        assertThat(third).contains("changed, not saved");
        Matcher definition = DEFINITION.matcher(third);
        assertThat(definition.find()).isTrue();
        String json = definition.group(1).replace("&#34;", "\"").replace("&quot;", "\"");
        HttpResponse<String> saved = host.send(
                "/analytics/funnels",
                request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "name=Longer&definition=" + URLEncoder.encode(json, StandardCharsets.UTF_8))));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
        String copy = saved.headers().firstValue("Location").orElseThrow().replaceAll("[?].*|.*/", "");
        assertThat(host.get("/analytics/api/funnels/" + copy).body())
                .contains(
                        "\"name\":\"Longer\"",
                        "\"event\":\"member\"",
                        "\"event\":\"chat\",\"where\":[{\"property\":\"about\",\"op\":\"eq\",\"value\":\"price\"}]",
                        "\"segment\":\"members\"");
    }

    private static List<Integer> told(String segment) {
        HttpResponse<String> answer = api("?timezone=UTC" + segment + "&");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return numbers(USERS, answer.body().replaceAll("\"breakdown\".*", ""));
    }

    private static List<Integer> shown(String part) {
        HttpResponse<String> answer = page(part);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return numbers(Pattern.compile("(?m)^\\d,\\w+,(\\d+),"), answer.body());
    }

    private static List<Integer> numbers(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();
    }

    private static HttpResponse<String> api(String asked) {
        return host.get("/analytics/api/analytics/funnel/" + id + asked + RANGE);
    }

    private static HttpResponse<String> talk(String asked) {
        return host.get("/analytics/api/analytics/funnel/" + divided + asked + RANGE);
    }

    private static HttpResponse<String> page(String asked) {
        return page(id, asked);
    }

    private static HttpResponse<String> page(String funnel, String asked) {
        return host.send("/analytics/funnels/" + funnel + asked, request -> {});
    }

    /** The address of the people to whom a number of a page is linked. */
    private static String linked(String asked, String page) {
        Matcher link = Pattern.compile("href=\"([^\"]+/people[?][^\"]*" + asked + "[^\"]*)\"")
                .matcher(page);
        assertThat(link.find()).as(page).isTrue();
        return link.group(1).replace("&amp;", "&");
    }
}
