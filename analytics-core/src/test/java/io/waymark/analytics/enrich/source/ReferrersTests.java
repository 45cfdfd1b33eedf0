/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferrersTests {

    private final Referrers referrers = new Referrers(Set.of("Fernway.example", "www.plants.example"));

    @ParameterizedTest
    @CsvSource({
        "https://www.google.co.uk/search?q=fern, SEARCH, Google",
        "https://GOOGLE.com./, SEARCH, Google",
        "http://www.google.de, SEARCH, Google",
        "https://user@duckduckgo.com:443/?q=a, SEARCH, DuckDuckGo",
        "https://cn.bing.com/, SEARCH, Bing",
        "https://notgoogle.com/, REFERRAL, notgoogle.com",
        "https://google.example.co.uk/, REFERRAL, google.example.co.uk",
        "https://www.facebook.com/, SOCIAL, Facebook",
        "https://m.facebook.com/, SOCIAL, Facebook",
        "https://chatgpt.com/, AI_ASSISTANT, ChatGPT",
        "https://www.perplexity.ai/, AI_ASSISTANT, Perplexity",
        "https://mail.google.com/mail/u/0, EMAIL, Gmail",
        "android-app://com.google.android.gm/, EMAIL, Gmail",
        "https://www.blog.example/post, REFERRAL, blog.example",
        "http://0-0.fr/, SPAM, 0-0.fr",
        "http://a.b.0-0.fr/, SPAM, a.b.0-0.fr",
        "http://x0-0.fr/, REFERRAL, x0-0.fr",
        "https://fernway.example/cart, INTERNAL, fernway.example",
        "https://shop.fernway.example/, INTERNAL, shop.fernway.example",
        "https://plants.example/, INTERNAL, plants.example",
        "https://here.example/, INTERNAL, here.example",
        "https://www.here.example/, INTERNAL, here.example",
    })
    void classifiesByHost(String referrer, ReferrerKind kind, String name) {
        Referrer classified = referrers.classify(referrer, "here.example");

        assertThat(classified.kind()).isEqualTo(kind);
        assertThat(classified.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "$direct", "about:blank", "/a/path", "http://", "http:///x", "google.com"})
    void whatIsNoAddressIsDirect(String referrer) {
        assertThat(referrers.classify(referrer, null)).isEqualTo(Referrer.NONE);
    }

    @Test
    void knowsSourcesByNameHostAndAbbreviation() {
        assertThat(List.of("google", "Google", "google.com", "www.google.de"))
                .allSatisfy(source -> assertThat(referrers.named(source).name()).isEqualTo("Google"));
        assertThat(referrers.named("fb").name()).isEqualTo("Facebook");
        assertThat(referrers.named(" Newsletter ").name()).isEqualTo("Newsletter");
    }
}
