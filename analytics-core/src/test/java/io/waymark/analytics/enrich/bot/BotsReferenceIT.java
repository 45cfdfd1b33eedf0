/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.ReferenceData;
import io.waymark.analytics.enrich.list.ListFile;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BotsReferenceIT {

    private static final JsonNode LIST =
            ReferenceData.json(ReferenceData.root().resolve("lists").resolve("crawler-user-agents.json"));

    @Test
    void shipsEveryPatternOfTheList() {
        Set<String> patterns = new HashSet<>();
        LIST.forEach(bot -> patterns.add(bot.get("pattern").stringValue()));

        assertThat(new HashSet<>(ListFile.BOTS.lines())).isEqualTo(patterns);
    }

    @Test
    void findsWhatARegularExpressionFinds() {
        Bots bots = Bots.listed();
        LIST.forEach(bot -> {
            Pattern pattern = Pattern.compile(bot.get("pattern").stringValue());
            bot.get("instances").forEach(instance -> {
                String agent = instance.stringValue();
                if (pattern.matcher(agent).find()) {
                    assertThat(bots.find(agent)).as(agent).isNotNull();
                    assertThat(BotPattern.of(pattern.pattern()).find(agent))
                            .as(agent)
                            .isNotNull();
                }
            });
        });
    }
}
