/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotsTests {

    private final Bots bots = Bots.listed();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | Googlebot
        curl/8.5.0 | curl
        Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36 | HeadlessChrome
        """)
    void namesPrograms(String userAgent, String name) {
        assertThat(bots.find(userAgent)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"
                        + " Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/17.5 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
            })
    void lettingBrowsersPass(String userAgent) {
        assertThat(bots.find(userAgent)).isNull();
    }

    @Test
    void mindsCaseAnchorsAndEscapes() {
        Bots few = new Bots(List.of("^start", "end$", "a\\.b\\/", "[xX]y", "\\d{3}"));

        assertThat(few.find("start of it")).isEqualTo("start");
        assertThat(few.find("no start")).isNull();
        assertThat(few.find("Start")).isNull();
        assertThat(few.find("the end")).isEqualTo("end");
        assertThat(few.find("end of it")).isNull();
        assertThat(few.find("a.b/1")).isEqualTo("a.b");
        assertThat(few.find("acb/1")).isNull();
        assertThat(few.find("Xy")).isEqualTo("Xy");
        assertThat(few.find("42 123")).isEqualTo("123");
    }
}
