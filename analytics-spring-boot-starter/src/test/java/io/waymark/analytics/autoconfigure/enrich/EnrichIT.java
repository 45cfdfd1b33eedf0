/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EnrichIT {

    private static final String VIEW = """
            {"userId":"%s","eventName":"$pageview","properties":{"$raw_user_agent":"%s","$ip":"203.0.113.9",
             "$current_url":"https://shop.example/ferns?size=2","$referrer":"https://www.google.com/"}}""";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";

    private static RunningHost host;

    @BeforeAll
    static void start() {
        host = RunningHost.start(BareHost.class);
        assertThat(view("kim", FIREFOX)).isEqualTo(json("{\"recorded\":true}"));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void storesWhatIsDerivedAndNothingRaw() {
        List<String> stored = host.sql()
                .sql("select properties::text from analytics.event")
                .query(String.class)
                .list();

        assertThat(stored).hasSize(1);
        assertThat(json(stored.get(0))).isEqualTo(json("""
                {"$current_url":"https://shop.example/ferns?size=2","$referrer":"https://www.google.com/",
                 "$host":"shop.example","$pathname":"/ferns","$referring_domain":"www.google.com","$source":"Google",
                 "$channel":"Organic Search","$browser":"Firefox","$browser_version":"132","$os":"Linux",
                 "$device_type":"Desktop"}"""));
    }

    @Test
    void tellsWhoeverSendsABotsEventThatItWasDropped() {
        assertThat(view("crawler", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"))
                .isEqualTo(json("{\"recorded\":false,\"reason\":\"bot\"}"));
    }

    @Test
    void answersWebStatistics() {
        assertThat(web("overview?period=7d").get("views").intValue()).isEqualTo(1);
        assertThat(web("realtime")).isEqualTo(json("{\"visitors\":1}"));
        assertThat(web("pages?period=7d")).isEqualTo(json("""
                {"pages":[{"page":"/ferns","views":1,"visitors":1,"entries":1,"exits":1,"bounceRate":100.0,
                 "exitRate":100.0}],"purged":false}"""));
        assertThat(web("referrers").get("referrers").get(0).get("value").stringValue())
                .isEqualTo("Google");
        assertThat(web("channels?period=30d").get("channels").get(0)).isEqualTo(json("""
                {"value":"Organic Search","visitors":1,"sessions":1,"views":1,"bounceRate":100.0,
                 "averageDurationSeconds":0.0}"""));
        assertThat(web("locations").get("countries").get(0).get("value").stringValue())
                .isEqualTo("(none)");
        assertThat(web("devices").get("browsers").get(0).get("value").stringValue())
                .isEqualTo("Firefox");
        assertThat(web("timeseries?period=7d").get("points")).hasSize(7);
        assertThat(web("pages?period=custom&start_date=2001-01-01&end_date=2001-12-31"))
                .isEqualTo(json("{\"pages\":[],\"purged\":false}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "period=soon",
                "period=0d",
                "period=custom",
                "period=custom&start_date=2026-01-01",
                "period=custom&start_date=2026-01-02&end_date=2026-01-01",
                "period=custom&start_date=2026-13-01&end_date=2026-01-01",
                "limit=0"
            })
    void saysWhatIsWrongWithAQuestion(String query) {
        var answer = host.get("/analytics/api/analytics/web/pages?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("errors")).isNotEmpty();
    }

    private static JsonNode view(String person, String userAgent) {
        return json(host.post("/analytics/api/events", VIEW.formatted(person, userAgent))
                .body());
    }

    private static JsonNode web(String path) {
        var answer = host.get("/analytics/api/analytics/web/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
