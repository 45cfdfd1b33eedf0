/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTests {

    private final Referrers referrers = new Referrers(Set.of());
    private final Origins origins = new Origins(referrers);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /                                                    |                           | direct      | Direct
        /                                                    | https://www.google.com/   | Google      | Organic Search
        /?gclid=abc                                          | https://www.google.com/   | Google      | Paid Search
        /?gclid=abc                                          |                           | Google      | Paid Search
        /?msclkid=abc                                        |                           | Bing        | Paid Search
        /?fbclid=abc                                         |                           | Facebook    | Organic Social
        /?dclid=abc                                          |                           | Google      | Display
        /                                                    | https://www.youtube.com/  | YouTube     | Organic Video
        /                                                    | https://www.amazon.co.uk/ | amazon.co.uk | Organic Shopping
        /                                                    | https://chatgpt.com/      | ChatGPT     | AI Assistants
        /                                                    | https://mail.google.com/  | Gmail       | Email
        /                                                    | https://blog.example/     | blog.example | Referral
        /                                                    | https://shop.example/cart | internal    | Internal
        /?utm_source=google&utm_medium=cpc                   |                           | Google      | Paid Search
        /?utm_source=google&utm_medium=cpm                   |                           | Google      | Paid Search
        /?utm_source=facebook&utm_medium=paid_social         |                           | Facebook    | Paid Social
        /?utm_source=youtube&utm_medium=cpv&utm_campaign=x   |                           | YouTube     | Paid Video
        /?utm_source=youtube&utm_medium=cpc                  |                           | YouTube     | Paid Video
        /?utm_source=news&utm_medium=banner                  |                           | news        | Display
        /?utm_source=news&utm_medium=email                   | https://www.google.com/   | news        | Email
        /?utm_source=newsletter                              |                           | newsletter  | Unassigned
        /?utm_source=email                                   |                           | email       | Email
        /?ref=partner.example                                |                           | partner.example | Referral
        /?source=reddit                                      |                           | reddit      | Organic Social
        /?utm_source=a&source=b&ref=c&utm_medium=affiliate   |                           | a           | Affiliates
        /?utm_source=a&utm_medium=social                     |                           | a           | Organic Social
        /?utm_source=a&utm_medium=Organic                    |                           | a           | Organic Search
        /?utm_source=a&utm_medium=referral                   |                           | a           | Referral
        /?utm_source=a&utm_medium=audio                      |                           | a           | Audio
        /?utm_source=a&utm_medium=sms                        |                           | a           | SMS
        /?utm_source=a&utm_medium=web-push                   |                           | a           | Mobile Push Notifications
        /?utm_source=a&utm_medium=cpc&utm_campaign=shop-sale |                           | a           | Paid Shopping
        /?utm_source=a&utm_medium=x&utm_campaign=workshop    |                           | a           | Unassigned
        /?utm_source=a&utm_medium=x&utm_campaign=e-shop      |                           | a           | Organic Shopping
        /?utm_source=a&utm_campaign=Cross-Network            |                           | a           | Cross-network
        /?utm_source=a&utm_medium=nothing                    |                           | a           | Unassigned
        """)
    void followsTheDefaultChannels(String address, String referrer, String source, String channel) {
        PageAddress page = PageAddress.of("https://shop.example" + address);
        Map<String, Object> campaign = new LinkedHashMap<>(page.parameters());
        campaign.keySet().retainAll(CampaignParameters.KEPT);

        assertThat(origins.of(page.parameters(), campaign, referrers.classify(referrer, page.host())))
                .isEqualTo(new Origin(source, channel));
    }
}
