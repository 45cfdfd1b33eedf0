/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiIT {

    private static RunningHost host;

    @BeforeAll
    static void start() {
        host = RunningHost.start(BareHost.class);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void storesAFunnelAndAnswersIt() {
        HttpResponse<String> created = host.post(
                "/analytics/api/funnels", "{\"name\":\"Sale\",\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}]}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> stored = host.get(location);
        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(stored.body()).contains("\"name\":\"Sale\"", "\"conversionWindow\":\"PT72H\"");
        HttpResponse<String> report = host.get(location.replace("/api/funnels/", "/api/analytics/funnel/"));
        assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
        assertThat(report.body()).contains("\"funnelId\":", "\"users\":0", "\"medianSeconds\":null");
    }
}
