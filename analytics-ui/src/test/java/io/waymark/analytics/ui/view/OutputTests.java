/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputTests {

    @Test
    void jsonCannotEndItsElement() {
        assertThat(new Json(List.of("</script><script>alert(1)</script>", "<!--", "a&b")).text())
                .doesNotContain("<", ">", "&")
                .contains("\\u003c/script\\u003e");
    }

    @Test
    void csvIsNoFormula() {
        Csv csv = new Csv("name", "count")
                .row("=HYPERLINK(\"x\")", 3)
                .row("a, \"b\"", -2)
                .row("@x", null);

        assertThat(csv).hasToString("name,count\r\n\"'=HYPERLINK(\"\"x\"\")\",3\r\n\"a, \"\"b\"\"\",-2\r\n'@x,\r\n");
    }

    @Test
    void linksEncodeWhatTheyCarry() {
        Links links = new Links("/shop/analytics", "v1", Map.of("segment", "a&b=c"));

        assertThat(links.to("/event", "name", "</a> ?#"))
                .isEqualTo("/shop/analytics/event?segment=a%26b%3Dc&name=%3C%2Fa%3E%20%3F%23");
        assertThat(links.to("/events", "segment", "")).isEqualTo("/shop/analytics/events");
        assertThat(links.asset("charts.js")).isEqualTo("/shop/analytics/assets/v1/charts.js");
    }

    @Test
    void changesSayWhetherTheyAreWelcome() {
        assertThat(Delta.of(110, 100, false)).isEqualTo(new Delta(10, true));
        assertThat(Delta.of(110, 100, true)).isEqualTo(new Delta(10, false));
        assertThat(Delta.of(10, 0, false)).isNull();
        assertThat(Delta.of(0, 10, false)).isEqualTo(new Delta(-100, false));
    }
}
