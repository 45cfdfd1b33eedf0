/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.TenantId;
import io.waymark.analytics.tenant.admin.KeyDraft;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.ui.Dashboard;
import io.waymark.analytics.ui.DashboardAccess;
import io.waymark.analytics.ui.DashboardServices;
import io.waymark.analytics.ui.DashboardSettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.function.ServerRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An app in Tokyo, whose weeks begin on Sunday, and whose sessions may have gaps of two hours. */
class AppCalendarIT {

    private static final String API = "/analytics/api/";
    private static final String REPORTS = API + "analytics/";
    private static final String RANGE = "from=2026-03-01&to=2026-03-15";
    private static final String TRENDS = "trends?event=$pageview&interval=week&" + RANGE;
    private static final String WINTER = "\"from\":\"2025-11-01\",\"to\":\"2026-03-15\"";

    private static RunningHost host;
    private static String key;
    private static int app;

    @BeforeAll
    static void anAppInTokyo() {
        host = RunningHost.start(
                BareHost.class,
                "analytics.purge.after=0",
                "analytics.jobs.enabled=false",
                "analytics.reports.session-gap=2h",
                "analytics.ui.access=open",
                "analytics.ui.warm-up-interval=0");
        TenantAdmin admin = host.bean(TenantAdmin.class);
        var created = admin.apps().create(TenantId.DEFAULT, "Tokyo", ZoneId.of("Asia/Tokyo"), DayOfWeek.SUNDAY, "test");
        app = created.id().value();
        key = admin.keys()
                .create(created, KeyDraft.secret("all", Grant.INGEST, Grant.READ, Grant.MANAGE), "test")
                .secret();
        send("old", "2025-11-05T10:00:00Z");
        // Sunday in Tokyo, and still Saturday in UTC.
        send("cleo", "2026-03-07T16:00:00Z");
        send("ana", "2026-03-08T10:00:00Z");
        send("ben", "2026-03-11T10:00:00Z");
        send("dora", "2026-06-01T10:00:00Z");
        send("dora", "2026-06-01T11:30:00Z");
    }

    private static void send(String user, String time) {
        String event = "{\"userId\":\"%s\",\"eventName\":\"$pageview\",\"timestamp\":\"%s\",\"properties\":%s}";
        HttpResponse<String> answer = post(API + "events", event.formatted(user, time, "{\"$pathname\":\"/\"}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void sessionsHaveTheGapOfTheSettingsUnlessARequestSaysOtherwise() {
        String june = "from=2026-06-01&to=2026-06-02&timezone=UTC";
        String days = "period=custom&start_date=2026-06-01&end_date=2026-06-01&timezone=UTC";
        for (String report : List.of(
                "overview?" + june,
                "sessions?" + june,
                "journeys?" + june,
                "journeys/flow?mode=start&" + june,
                "web/overview?" + days,
                "web/referrers?" + days,
                "web/timeseries?" + days)) {
            String answer = get(report);
            assertThat(get(report + "&sessionGap=PT2H")).as(report).isEqualTo(answer);
            assertThat(get(report + "&sessionGap=PT30M")).as(report).isNotEqualTo(answer);
            assertThat(ask(report + "&sessionGap=soon").body()).as(report).contains("\"pointer\":\"/sessionGap\"");
        }
        String page = "?app=" + app + "&from=2026-06-01&to=2026-06-01";
        assertThat(host.get("/analytics/web" + page).body())
                .contains("More than 2 h without an event begin a new session");
        assertThat(host.get("/analytics/person" + page + "&id=dora").body().split("<section class=\"wm-visit\""))
                .hasSize(2);
    }

    @Test
    void trendsGoByTheZoneAndTheWeeksOfTheApp() {
        assertThat(starts(get(TRENDS))).containsExactly("2026-03-01 0", "2026-03-08 3");
        assertThat(starts(get(TRENDS + "&timezone=UTC"))).containsExactly("2026-03-01 1", "2026-03-08 2");
        assertThat(starts(get(TRENDS + "&weekStart=monday")))
                .containsExactly("2026-02-23 0", "2026-03-02 2", "2026-03-09 1");
    }

    private static List<String> starts(String trends) {
        return json(trends)
                .get("series")
                .get(0)
                .get("points")
                .valueStream()
                .map(point ->
                        point.get("start").asString() + " " + point.get("value").asInt())
                .toList();
    }

    @Test
    void everyReportWithWeeksGoesByTheCalendarOfTheAppUnlessItIsAskedForAnother() {
        String funnel = "{\"name\":\"f\",\"steps\":[{\"event\":\"$pageview\"},{\"event\":\"order\"}]}";
        String week = "\"rule\":{\"active\":{\"min\":1,\"lastDays\":7}}";
        post(API + "segments", "{\"key\":\"week\",\"name\":\"Week\"," + week + "}");
        String id = json(post(API + "funnels", funnel).body()).get("id").asString();
        for (String report : List.of(
                TRENDS,
                "events/$pageview/timeseries?interval=week&" + RANGE,
                "lifecycle?period=week&" + RANGE,
                "retention?period=week&" + RANGE,
                "segments/week/size?interval=week&" + RANGE,
                "web/timeseries?interval=week&" + RANGE,
                "web/pages?interval=week&" + RANGE,
                "funnel/" + id + "?from=2025-11-01&to=2026-03-15")) {
            String answer = get(report);
            assertThat(get(report + "&timezone=Asia/Tokyo&weekStart=sunday"))
                    .as(report)
                    .isEqualTo(answer);
            assertThat(get(report + "&timezone=UTC")).as(report).isNotEqualTo(answer);
            assertThat(get(report + "&weekStart=monday")).as(report).isNotEqualTo(answer);
            assertThat(ask(report + "&weekStart=someday").statusCode())
                    .as(report)
                    .isEqualTo(400);
            assertThat(ask(report + "&weekStart=someday").body()).as(report).contains("\"pointer\":\"/weekStart\"");
        }
        for (String report : List.of(
                "trends {\"event\":\"$pageview\",\"interval\":\"week\"," + WINTER,
                "segment/size {" + week + ",\"interval\":\"week\"," + "\"from\":\"2026-03-01\",\"to\":\"2026-03-15\"",
                "funnel {\"steps\":[{\"event\":\"$pageview\"},{\"event\":\"order\"}]," + WINTER)) {
            String path = REPORTS + report.substring(0, report.indexOf(' '));
            String body = report.substring(report.indexOf(' ') + 1);
            String answer = post(path, body + "}").body();
            assertThat(post(path, body + ",\"timezone\":\"Asia/Tokyo\",\"weekStart\":\"SUNDAY\"}")
                            .body())
                    .as(report)
                    .isEqualTo(answer);
            for (String other : List.of("\"timezone\":\"UTC\"", "\"weekStart\":\"MONDAY\"")) {
                assertThat(post(path, body + "," + other + "}").body())
                        .as("%s %s", report, other)
                        .isNotEqualTo(answer);
            }
            assertThat(post(path, body + ",\"weekStart\":7}").body())
                    .as(report)
                    .contains("\"status\":400", "\"pointer\":\"/weekStart\"");
        }
    }

    @Test
    void pagesGoByTheCalendarOfTheAppThatIsLookedAt() {
        String table = "/analytics/trends/answer?format=csv&event=$pageview&interval=week&compare=none"
                + "&from=2026-03-01&to=2026-03-14";
        String ours = "&app=" + app;
        assertThat(host.get(table + ours).body()).contains("2026-03-01T00:00+09:00,0.0", "2026-03-08T00:00+09:00,3.0");
        assertThat(host.get(table + ours + "&zone=Asia/Tokyo").body())
                .isEqualTo(host.get(table + ours).body());
        assertThat(host.get(table + ours + "&zone=UTC").body())
                .isNotEqualTo(host.get(table + ours).body());
        assertThat(host.get("/analytics/trends?app=" + app).body()).contains("Date range, in Asia/Tokyo");
        assertThat(host.get("/analytics/trends").body()).contains("Date range, in UTC");
        assertThat(host.get("/analytics/retention/grid?from=2026-03-01&to=2026-03-14" + ours)
                        .body())
                .contains("weeks start on Sunday");
    }

    @Test
    void theZoneThatTheHostSetsForTheDashboardIsThatOfItsPagesWhicheverAppTheyAreAbout() throws Exception {
        DashboardSettings berlin = new DashboardSettings() {
            @Override
            public DashboardAccess access() {
                return DashboardAccess.OPEN;
            }

            @Override
            public ZoneId timeZone() {
                return ZoneId.of("Europe/Berlin");
            }
        };
        Dashboard dashboard = new Dashboard(berlin, false, host.bean(DashboardServices.class), Clock.systemUTC());
        MockHttpServletRequest trends = new MockHttpServletRequest("GET", "/analytics/trends");
        trends.addParameter("app", Integer.toString(app));
        ServerRequest request = ServerRequest.create(trends, List.of());
        MockHttpServletResponse page = new MockHttpServletResponse();
        dashboard.routes().route(request).orElseThrow().handle(request).writeTo(trends, page, List::of);
        assertThat(page.getContentAsString()).contains("Date range, in Europe/Berlin");
    }

    private static String get(String report) {
        HttpResponse<String> answer = ask(report);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> ask(String report) {
        return host.send(REPORTS + report, request -> request.header("X-Api-Key", key));
    }

    private static HttpResponse<String> post(String path, String body) {
        return host.send(
                path,
                request -> request.header("X-Api-Key", key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }
}
