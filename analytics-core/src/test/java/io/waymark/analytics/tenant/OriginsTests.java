/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OriginsTests {

    @Test
    void bringsOriginsIntoTheFormThatBrowsersSend() {
        assertThat(Origins.normalize(" HTTPS://Shop.Example:443/ ")).contains("https://shop.example");
        assertThat(Origins.normalize("http://localhost:8080")).contains("http://localhost:8080");
        assertThat(Origins.normalize("http://shop.example:80")).contains("http://shop.example");
        assertThat(Origins.normalize("https://*.Example.com")).contains("https://*.example.com");
        assertThat(Origins.normalize("http://[::1]:8080")).contains("http://[::1]:8080");
    }

    @Test
    void refusesWhatIsNoOrigin() {
        for (String text : new String[] {
            "",
            "shop.example",
            "*",
            "https://",
            "https://shop.example/path",
            "https://shop.example?a=b",
            "https://user@shop.example",
            "ftp://shop.example",
            "javascript:alert(1)",
            "https://shop.example#x",
            "https://a b"
        }) {
            assertThat(Origins.normalize(text)).as(text).isEmpty();
        }
    }

    @Test
    void aKeyAllowsTheOriginsOfItsListAndNoOthers() {
        ApiKey key = key(Set.of("https://shop.example", "https://*.example.com"));

        assertThat(key.allows("https://shop.example")).isTrue();
        assertThat(key.allows("https://SHOP.example")).isTrue();
        assertThat(key.allows("https://a.b.example.com")).isTrue();
        for (String origin : new String[] {
            "http://shop.example",
            "https://shop.example:8443",
            "https://shop.example.evil.test",
            "https://example.com",
            "https://evilexample.com",
            "https://.example.com",
            "null",
            ""
        }) {
            assertThat(key.allows(origin)).as(origin).isFalse();
        }
    }

    @Test
    void aKeyWithoutAListAllowsAny() {
        assertThat(key(Set.of()).allows("https://anywhere.test")).isTrue();
    }

    private static ApiKey key(Set<String> origins) {
        return new ApiKey(7, "shop", TenantId.DEFAULT, AppId.DEFAULT, KeyKind.WRITE, EnumSet.of(Grant.INGEST), origins);
    }
}
