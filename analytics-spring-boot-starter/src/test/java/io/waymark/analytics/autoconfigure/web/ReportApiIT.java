/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.store.budget.ReportRuns;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReportApiIT {

    private static final String REPORTS = "/analytics/api/analytics/";
    private static final String RANGE = "from=2026-03-02&to=2026-03-16";

    private static RunningHost host;

    @BeforeAll
    static void threePeople() {
        host = RunningHost.start(
                BareHost.class,
                "analytics.purge.after=0",
                "analytics.jobs.enabled=false",
                "analytics.ui.access=open",
                "analytics.ui.warm-up-interval=0",
                "analytics.reports.concurrency=1",
                "analytics.reports.max-wait=100ms");
        send("ana", "$pageview", "2026-03-02T10:00:00Z", "{\"$pathname\":\"/\"}");
        send("ana", "$pageview", "2026-03-02T10:01:00Z", "{\"$pathname\":\"/cart\"}");
        send("ana", "order", "2026-03-02T10:02:00Z", "{\"amount\":30,\"plan\":\"pro\"}");
        send("ana", "order", "2026-03-09T10:00:00Z", "{\"amount\":10}");
        send("ben", "order", "2026-03-10T10:00:00Z", "{\"amount\":50,\"plan\":\"pro\"}");
        send("cleo", "$pageview", "2026-02-20T10:00:00Z", "{\"$pathname\":\"/\"}");
    }

    private static void send(String user, String event, String time, String properties) {
        HttpResponse<String> answer = host.post(
                "/analytics/api/events",
                "{\"userId\":\"%s\",\"eventName\":\"%s\",\"timestamp\":\"%s\",\"properties\":%s}"
                        .formatted(user, event, time, properties));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void aReportEndsWhenItsClientHasGone() throws Exception {
        try (Connection writer = host.database().getConnection()) {
            keepReportsWaiting(writer);
            try (Socket client = ask("lifecycle?event=order")) {
                RunningHost.await(() -> waiting() == 1);
                assertThat(client.isConnected()).isTrue();
            }
            RunningHost.await(() -> waiting() == 0);
            RunningHost.await(() -> host.bean(ReportRuns.class).cancelled() == 1);
        }
        assertThat(status("lifecycle?event=order")).isEqualTo(200);
    }

    @Test
    void aReportGoesOnWhileItsClientWaits() throws Exception {
        try (Connection writer = host.database().getConnection()) {
            keepReportsWaiting(writer);
            try (Socket client = ask("lifecycle?event=cart")) {
                RunningHost.await(() -> waiting() == 1);
                // Somebody looks after the client several times meanwhile, and finds the beginning of a next request.
                client.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
                execute(writer, "select pg_sleep(0.7)");
                writer.rollback();
                byte[] answer = client.getInputStream().readNBytes(12);
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            }
        }
    }

    private static void keepReportsWaiting(Connection writer) throws SQLException {
        writer.setAutoCommit(false);
        execute(writer, "lock table analytics.event in access exclusive mode");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long waiting() {
        return host.sql()
                .sql("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                .query(Long.class)
                .single();
    }

    private static Socket ask(String report) throws IOException {
        Socket client = new Socket("localhost", host.uri("/").getPort());
        client.getOutputStream()
                .write("GET %s%s HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: %s\r\n\r\n"
                        .formatted(REPORTS, report, RunningHost.KEY)
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    @Test
    void lifecycleTellsWhoIsNewAndWhoStays() {
        assertThat(get("lifecycle?event=order&period=week&" + RANGE))
                .isEqualTo(
                        "{\"event\":\"order\",\"period\":\"week\",\"points\":["
                                + "{\"start\":\"2026-03-02\",\"active\":1,\"new\":1,\"returning\":0,\"resurrecting\":0,\"dormant\":0,\"complete\":true,\"purged\":false},"
                                + "{\"start\":\"2026-03-09\",\"active\":2,\"new\":1,\"returning\":1,\"resurrecting\":0,\"dormant\":0,\"complete\":true,\"purged\":false}]}");
        assertThat(status("lifecycle?period=hour")).isEqualTo(400);
    }

    @Test
    void numbersTellWhoIsBehindThem() {
        assertThat(get("lifecycle/people?event=order&start=2026-03-09&state=new&" + RANGE))
                .isEqualTo("{\"users\":[\"ben\"]}");
        assertThat(get("lifecycle/people?event=order&start=2026-03-09&" + RANGE))
                .isEqualTo("{\"users\":[\"ana\",\"ben\"]}");
        assertThat(get("events/order/people?from=2026-03-02&to=2026-03-09")).isEqualTo("{\"users\":[\"ana\"]}");
        String retention = "retention/people?startEvent=order&returnEvent=order&cohort=2026-03-02&" + RANGE;
        assertThat(get(retention)).isEqualTo("{\"users\":[\"ana\"]}");
        assertThat(get(retention + "&number=1")).isEqualTo("{\"users\":[\"ana\"]}");
        assertThat(get(retention + "&number=1&rolling=true")).isEqualTo("{\"users\":[]}");
        assertThat(get("web/pages/people?page=/cart&" + RANGE)).isEqualTo("{\"users\":[\"ana\"]}");
        String funnel = "{\"steps\":[{\"event\":\"order\"},{\"event\":\"$pageview\"}],\"step\":%s}";
        assertThat(host.post(REPORTS + "funnel/people", funnel.formatted("2")).body())
                .isEqualTo("{\"users\":[\"ana\",\"ben\"]}");
        assertThat(host.post(REPORTS + "funnel/people", funnel.formatted("1,\"outcome\":\"reached\",\"limit\":1"))
                        .body())
                .isEqualTo("{\"users\":[\"ana\"]}");
        assertThat(host.post(REPORTS + "funnel/people", funnel.formatted("3")).statusCode())
                .isEqualTo(400);
        assertThat(status("retention/people?startEvent=order")).isEqualTo(400);
        assertThat(status("web/pages/people?" + RANGE)).isEqualTo(400);
        assertThat(status("lifecycle/people?event=order&" + RANGE)).isEqualTo(400);
        assertThat(status("lifecycle/people?start=monday&" + RANGE)).isEqualTo(400);
    }

    @Test
    void stickinessTellsDaysAndMonths() {
        assertThat(get("stickiness?event=order&from=2026-03-10&to=2026-03-11"))
                .isEqualTo(
                        "{\"event\":\"order\",\"stickiness\":50.0,\"points\":[{\"day\":\"2026-03-10\",\"dau\":1,\"wau\":2,"
                                + "\"mau\":2,\"stickiness\":50.0,\"complete\":true,\"purged\":false}],\"histogram\":[{\"days\":1,\"users\":1}]}");
    }

    @Test
    void trendsMeasureByGetAndByPost() {
        String asked =
                "trends?event=order&measure=sum&property=amount&interval=week&breakdown=plan&compare=previous&" + RANGE;
        assertThat(get(asked))
                .startsWith("{\"event\":\"order\",\"measure\":\"sum\",\"interval\":\"week\",\"series\":["
                        + "{\"kind\":\"value\",\"value\":\"pro\",\"total\":80.0,\"points\":["
                        + "{\"start\":\"2026-03-02\",\"value\":30.0,\"movingAverage\":null,\"complete\":true},"
                        + "{\"start\":\"2026-03-09\",\"value\":50.0,\"movingAverage\":null,\"complete\":true}]},"
                        + "{\"kind\":\"none\",\"value\":null,\"total\":10.0")
                .contains("\"previous\":[{\"kind\":\"value\",\"value\":\"pro\",\"total\":0.0")
                .endsWith("\"purged\":false}");
        assertThat(host.post(
                                REPORTS + "trends",
                                "{\"event\":\"order\",\"measure\":\"unique\",\"from\":\"2026-03-02\",\"to\":\"2026-03-16\","
                                        + "\"where\":[{\"property\":\"amount\",\"op\":\"gt\",\"value\":10}]}")
                        .body())
                .contains("\"measure\":\"unique\"", "\"kind\":\"all\",\"value\":null,\"total\":2.0");
        assertThat(status("trends?measure=sum")).isEqualTo(400);
        assertThat(status("trends?compare=previous")).isEqualTo(400);
        assertThat(status("trends?segment=none&" + RANGE)).isEqualTo(400);
    }

    @Test
    void flowShowsTheWayToAnEvent() {
        assertThat(get("journeys/flow?mode=to&event=order&steps=3&" + RANGE))
                .isEqualTo("{\"journeys\":3,\"users\":2,\"nodes\":["
                        + "{\"place\":-2,\"label\":\"/\",\"count\":1,\"users\":1,\"ended\":0},"
                        + "{\"place\":-1,\"label\":\"/cart\",\"count\":1,\"users\":1,\"ended\":0},"
                        + "{\"place\":0,\"label\":\"order\",\"count\":3,\"users\":2,\"ended\":3}],"
                        + "\"links\":[{\"place\":-2,\"from\":\"/\",\"to\":\"/cart\",\"count\":1,\"users\":1},"
                        + "{\"place\":-1,\"from\":\"/cart\",\"to\":\"order\",\"count\":1,\"users\":1}],"
                        + "\"purged\":false}");
        assertThat(status("journeys/flow?mode=to")).isEqualTo(400);
    }

    @Test
    void sessionsBeginAndEndSomewhere() {
        assertThat(get("sessions?labelProperty=$pathname&limit=1&compare=previous&" + RANGE))
                .startsWith("{\"sessions\":3,\"users\":2,\"events\":5,\"bounces\":2,\"bounceRate\":66.6")
                .contains(
                        "\"medianDurationSeconds\":0.0",
                        "\"entries\":[{\"label\":\"order\",\"sessions\":2}],\"exits\":[{\"label\":\"order\",\"sessions\":3}]",
                        "\"days\":[{\"start\":\"2026-03-02\",\"sessions\":1},{\"start\":\"2026-03-09\",\"sessions\":1},",
                        "\"previous\":{\"sessions\":1,\"users\":1");
        assertThat(get("sessions?sessionGap=PT30S&event=$pageview&" + RANGE)).startsWith("{\"sessions\":2,");
        assertThat(get("sessions?segment=champion&" + RANGE)).startsWith("{\"sessions\":0,");
        assertThat(status("sessions?sessionGap=soon&" + RANGE)).isEqualTo(400);
        assertThat(status("sessions?segment=none&" + RANGE)).isEqualTo(400);
        assertThat(get("journeys?labelProperty=$pathname&" + RANGE))
                .contains("\"paths\":[{\"steps\":[\"order\"],\"count\":2,\"users\":2}", "\"sessions\":3");
    }

    @Test
    void webComparesSortsAndCountsOverTime() {
        assertThat(get("web/overview?compare=previous&" + RANGE))
                .contains("\"views\":2", "\"previous\":{\"visitors\":1,\"views\":1");
        assertThat(get("web/pages?sort=exits&interval=week&" + RANGE))
                .startsWith("{\"pages\":[{\"page\":\"/cart\"")
                .contains("\"series\":[1,0]");
        assertThat(get("web/referrers?compare=previous&segment=dormant&" + RANGE))
                .contains("\"visitors\":1", "\"previous\":{\"referrers\":[{");
        assertThat(get("web/overview?segment=champion&" + RANGE)).startsWith("{\"visitors\":0,\"views\":0");
        assertThat(status("web/pages?segment=none&" + RANGE)).isEqualTo(400);
    }

    @Test
    void reportsAreComparedAndNarrowedInTheSameWords() {
        assertThat(get("retention?startEvent=order&rolling=true&compare=previous&" + RANGE))
                .contains(
                        "\"retained\":[1,0]", "\"purged\":[false", "\"previous\":{\"period\":\"week\",\"cohorts\":[]");
        assertThat(get("retention?startEvent=order&segment=champion&" + RANGE)).contains("\"cohorts\":[]");
        assertThat(get("events/order/properties?compare=previous&" + RANGE))
                .contains(
                        "\"key\":\"amount\",\"events\":3",
                        "\"previous\":{\"event\":\"order\",\"properties\":[],\"purged\":false}");
        assertThat(get("events/order/properties?segment=champion&" + RANGE)).contains("\"properties\":[]");
        assertThat(get("journeys?compare=previous&segment=dormant&" + RANGE))
                .contains("\"from\":\"$pageview\",\"to\":\"order\"", "\"previous\":{\"transitions\":[],\"total\":0");
        assertThat(get("journeys/flow?compare=previous&" + RANGE)).contains("\"previous\":{\"journeys\":1");
        assertThat(host.post(
                                REPORTS + "funnel",
                                "{\"steps\":[{\"event\":\"$pageview\"},{\"event\":\"order\"}],"
                                        + "\"from\":\"2026-03-02\",\"to\":\"2026-03-16\",\"compare\":\"previous\"}")
                        .body())
                .contains("\"previous\":{\"steps\":[{\"step\":1,\"event\":\"$pageview\",\"users\":1");
        assertThat(status("retention?compare=last&" + RANGE)).isEqualTo(400);
    }

    @Test
    void timelinesOfAPersonAndOfASession() {
        String timeline = get("persons/ana/timeline?limit=10");
        assertThat(timeline).contains("\"userId\":\"ana\"", "\"durationSeconds\":120.0", "\"next\":null");
        String id = timeline.replaceAll(".*\"id\":\"(event-[0-9]+)\".*", "$1");
        assertThat(get("sessions/" + id + "/timeline")).contains("\"event\":\"order\"", "\"amount\":30");
        assertThat(get("persons?search=AN")).isEqualTo("{\"users\":[\"ana\"]}");
        assertThat(status("sessions/none/timeline")).isEqualTo(404);
        assertThat(status("persons/nobody/timeline")).isEqualTo(404);
    }

    @Test
    void lifecycleAndStickinessAreComparedWithThePeriodBefore() {
        String week = "lifecycle?event=order&from=2026-03-09&to=2026-03-16";
        String before = get("lifecycle?event=order&from=2026-03-02&to=2026-03-09");
        assertThat(before).contains("\"start\":\"2026-03-02\",\"active\":1,");
        assertThat(get(week + "&compare=previous")).isEqualTo(withPrevious(get(week), before));
        String day = "stickiness?event=order&from=2026-03-10&to=2026-03-11";
        String dayBefore = get("stickiness?event=order&from=2026-03-09&to=2026-03-10");
        assertThat(dayBefore).contains("\"stickiness\":100.0");
        assertThat(get(day + "&compare=previous")).isEqualTo(withPrevious(get(day), dayBefore));
        assertThat(status("lifecycle?compare=previous")).isEqualTo(400);

        String change = "<td>%s</td><td class=\"wm-num\">%s</td><td class=\"wm-num wm-2nd\">%s</td>";
        assertThat(page("lifecycle/answer?event=order&period=week&from=2026-03-09&to=2026-03-15"))
                .contains("Average per week", change.formatted("Active", 2, 1), change.formatted("Returning", 1, 0));
        assertThat(page("lifecycle/answer?event=order&period=week&from=2026-03-09&to=2026-03-15&compare=none"))
                .contains("Average per week")
                .doesNotContain("Before", "Change");
        assertThat(page("stickiness/answer?event=order&from=2026-03-10&to=2026-03-10"))
                .contains(
                        change.formatted("Stickiness", "50.0%", "100%"),
                        "\"previous\":[100.0]",
                        "\"previousDays\":[\"2026-03-09\"]");
    }

    private static String withPrevious(String answer, String before) {
        return answer.substring(0, answer.length() - 1) + ",\"previous\":" + before + "}";
    }

    private static String page(String path) {
        HttpResponse<String> page = host.get("/analytics/" + path);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    @Test
    void segmentsTakeEveryConditionAndHavePresets() {
        String rule = """
                {"rule":{"and":[
                  {"sum":{"event":"order","property":"amount"},"op":"gte","value":40,"from":"2026-03-01"},
                  {"sequence":{"first":"$pageview","then":"order","within":"PT1H"}},
                  {"firstTime":"order","to":"2026-03-05T00:00:00Z"},
                  {"not":{"lifecycle":"new","period":"day"}},
                  {"not":{"person":{"property":"plan","op":"exists"}}},
                  {"segment":"dormant"},
                  {"not":{"active":{"min":1,"lastDays":1}}}]}}""";
        assertThat(host.post(REPORTS + "segment", rule).body()).isEqualTo("{\"users\":1}");
        assertThat(host.post("/analytics/api/segments", "{\"key\":\"rich\",\"name\":\"Rich\"," + rule.substring(1))
                        .statusCode())
                .isEqualTo(201);
        assertThat(get("segments/rich/users")).contains("\"total\":1", "\"users\":[\"ana\"]");
        assertThat(host.get("/analytics/api/segments").body()).contains("\"presets\":[{\"key\":\"champion\"");
        assertThat(get("segments/dormant/users")).contains("\"total\":3");
        assertThat(host.post(REPORTS + "segment", "{\"rule\":{\"segment\":\"nobody\"}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(get("retention?segment=rich&startEvent=order&" + RANGE)).contains("\"users\":1");
    }

    @Test
    void overviewAndEventsOverTimeAreNarrowedAndCompared() {
        String ordered = "{\"key\":\"big\",\"name\":\"Big\",\"rule\":"
                + "{\"sum\":{\"event\":\"order\",\"property\":\"amount\"},\"op\":\"gte\",\"value\":45}}";
        assertThat(host.post("/analytics/api/segments", ordered).statusCode()).isEqualTo(201);
        assertThat(get("overview?segment=big&compare=previous&from=2026-03-09&to=2026-03-16"))
                .isEqualTo("{\"events\":1,\"users\":1,\"sessions\":1,\"topEvents\":["
                        + "{\"event\":\"order\",\"count\":1,\"users\":1}],\"purged\":false,"
                        + "\"previous\":{\"events\":0,\"users\":0,\"sessions\":0,\"topEvents\":[],\"purged\":false}}");
        assertThat(get("overview?compare=previous&from=2026-03-09&to=2026-03-16"))
                .startsWith("{\"events\":2,\"users\":2,")
                .contains("\"previous\":{\"events\":3,\"users\":1,\"sessions\":1,");
        assertThat(
                        get(
                                "events/order/timeseries?segment=big&compare=previous&interval=week&from=2026-03-09&to=2026-03-16"))
                .isEqualTo("{\"event\":\"order\",\"interval\":\"week\",\"points\":["
                        + "{\"start\":\"2026-03-09\",\"count\":1,\"users\":1,\"complete\":true,\"purged\":false}],"
                        + "\"previous\":{\"event\":\"order\",\"interval\":\"week\",\"points\":["
                        + "{\"start\":\"2026-03-02\",\"count\":0,\"users\":0,\"complete\":true,\"purged\":false}]}}");
        assertThat(host.get(REPORTS + "overview?segment=none&" + RANGE).body()).contains("\"pointer\":\"/segment\"");
        assertThat(status("overview?segment=none&" + RANGE)).isEqualTo(400);
        assertThat(status("events/order/timeseries?segment=none&" + RANGE)).isEqualTo(400);
        assertThat(status("overview?compare=previous")).isEqualTo(400);
    }

    @Test
    void segmentsHaveASizeOverTime() {
        String rule = "\"rule\":{\"active\":{\"min\":1,\"lastDays\":7}}";
        String weeks = "{\"interval\":\"week\",\"points\":["
                + "{\"start\":\"2026-03-02\",\"users\":1,\"complete\":true,\"purged\":false},"
                + "{\"start\":\"2026-03-09\",\"users\":2,\"complete\":true,\"purged\":false}]";
        String range = "\"from\":\"2026-03-02\",\"to\":\"2026-03-16\",\"interval\":\"week\"";
        assertThat(host.post(REPORTS + "segment/size", "{" + rule + "," + range + "}")
                        .body())
                .isEqualTo(weeks + "}");
        assertThat(host.post("/analytics/api/segments", "{\"key\":\"weekly\",\"name\":\"Weekly\"," + rule + "}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(get("segments/weekly/size?interval=week&compare=previous&" + RANGE))
                .isEqualTo(weeks + ",\"previous\":{\"interval\":\"week\",\"points\":["
                        + "{\"start\":\"2026-02-16\",\"users\":1,\"complete\":true,\"purged\":false},"
                        + "{\"start\":\"2026-02-23\",\"users\":0,\"complete\":true,\"purged\":false}]}}");
        assertThat(get("segments/dormant/size?interval=month&from=2026-02-01&to=2026-04-01"))
                .contains("{\"start\":\"2026-02-01\",\"users\":0,", "{\"start\":\"2026-03-01\",\"users\":1,");
        assertThat(host.get(REPORTS + "segments/weekly/size?from=2026-01-01&to=2026-04-02")
                        .body())
                .contains("\"pointer\":\"/from\"", "more than 90 days");
        assertThat(status("segments/weekly/size?from=2026-01-01&to=2026-04-02")).isEqualTo(400);
        assertThat(status("segments/weekly/size?from=2026-01-01&to=2026-04-01")).isEqualTo(200);
        assertThat(status("segments/weekly/size")).isEqualTo(400);
        assertThat(status("segments/weekly/size?interval=hour&" + RANGE)).isEqualTo(400);
        assertThat(status("segments/nobody/size?" + RANGE)).isEqualTo(404);
    }

    @Test
    void whatLacksEventsThatWereDeletedByAgeSaysSo() {
        List<String> reports = List.of(
                "overview?",
                "events/order/timeseries?interval=week&",
                "events/order/properties?",
                "trends?event=order&",
                "lifecycle?event=order&",
                "stickiness?event=order&",
                "journeys?",
                "journeys/flow?",
                "sessions?",
                "web/overview?",
                "web/pages?",
                "web/devices?",
                "web/timeseries?");
        reports.forEach(report ->
                assertThat(get(report + RANGE)).contains("\"purged\":false").doesNotContain("\"purged\":true"));
        host.sql().sql("""
                        insert into analytics.watermark (name, reached_at)
                        values ('purged_before', '2026-04-01Z'), ('missing_before', '2026-04-01Z')
                        """).update();
        host.sql().sql("""
                        insert into analytics.daily_aggregate (app_id, event_name_id, day, events, persons)
                        select 1, id, day, 1, 1 from unnest(array['2026-02-20', '2026-03-02']::date[]) day,
                          (select 0 as id union all select id from analytics.event_name where name = 'order') n
                        """).update();
        try {
            reports.forEach(report -> assertThat(get(report + RANGE)).contains("\"purged\":true"));
            for (String panel : List.of("web/figures", "web/pages", "journeys/answer", "event/properties")) {
                assertThat(panel(panel + "?name=order&" + RANGE))
                        .contains("Raw events that this takes to count have been deleted by age");
            }
            assertThat(panel("overview/figures?compare=previous&" + RANGE))
                    .contains("Raw events of this range", "Raw events of the period before");
        } finally {
            host.sql().sql("delete from analytics.daily_aggregate").update();
            host.sql()
                    .sql("delete from analytics.watermark where name in ('purged_before', 'missing_before')")
                    .update();
        }
    }

    private static String panel(String path) {
        HttpResponse<String> answer = host.get("/analytics/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String get(String path) {
        HttpResponse<String> answer = host.get(REPORTS + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static int status(String path) {
        return host.get(REPORTS + path).statusCode();
    }
}
