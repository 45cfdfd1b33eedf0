/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.ServerRequest;

class GateTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/analytics/funnels");

    @Test
    void isClosedUnlessSomethingOpensIt() {
        assertThat(new Gate(false, null).judge(asked())).isEqualTo(Gate.Verdict.CLOSED);
        assertThat(new Gate(false, " ").judge(asked())).isEqualTo(Gate.Verdict.CLOSED);
        assertThat(new Gate(true, null).judge(asked())).isEqualTo(Gate.Verdict.PASS);
    }

    @Test
    void passesWithThePasswordWhoeverBringsIt() {
        Gate gate = new Gate(false, "gefährlich:1");

        assertThat(gate.judge(asked())).isEqualTo(Gate.Verdict.ASK);
        assertThat(gate.judge(with("anyone:gefährlich:1"))).isEqualTo(Gate.Verdict.PASS);
        assertThat(gate.judge(with("anyone:wrong"))).isEqualTo(Gate.Verdict.ASK);
        assertThat(gate.judge(with("gefährlich:1"))).isEqualTo(Gate.Verdict.ASK);
        request.removeHeader("Authorization");
        request.addHeader("Authorization", "Basic %%%");
        assertThat(gate.judge(asked())).isEqualTo(Gate.Verdict.ASK);
    }

    @Test
    void changesComeFromTheSameOrigin() {
        request.addHeader("Host", "shop.example");
        assertThat(SameOrigin.holds(asked())).isTrue();
        request.addHeader("Origin", "https://evil.example");
        assertThat(SameOrigin.holds(asked())).isFalse();
        request.removeHeader("Origin");
        request.addHeader("Origin", "null");
        assertThat(SameOrigin.holds(asked())).isFalse();
        request.removeHeader("Origin");
        request.addHeader("Origin", "https://shop.example");
        assertThat(SameOrigin.holds(asked())).isTrue();
        request.addHeader("Sec-Fetch-Site", "same-site");
        assertThat(SameOrigin.holds(asked())).isFalse();
    }

    private ServerRequest with(String pair) {
        request.removeHeader("Authorization");
        request.addHeader(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        return asked();
    }

    private ServerRequest asked() {
        return ServerRequest.create(request, List.of());
    }
}
