/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsoInstantTests {

    private static final String ALPHABET = "0123456789-:.TZ+ e\u0661";

    @Test
    void readsWhatTheGeneralParserReadsAndRefusesWhatItRefuses() {
        long seed = new Random().nextLong();
        System.out.println("IsoInstantTests seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            String text = Instant.ofEpochSecond(
                            random.nextInt(), random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000))
                    .toString();
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                text = changed(text, random);
            }
            assertThat(read(text, true)).as(text).isEqualTo(read(text, false));
        }
    }

    private static String changed(String text, Random random) {
        int place = random.nextInt(text.length());
        String other = random.nextInt(8) == 0 ? "" : "" + ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        return text.substring(0, place) + other + text.substring(place + 1);
    }

    private static String read(String text, boolean fast) {
        try {
            return (fast ? IsoInstant.parse(text) : OffsetDateTime.parse(text).toInstant()).toString();
        } catch (DateTimeException e) {
            return "none";
        }
    }
}
