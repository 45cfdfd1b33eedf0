/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EnricherTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    private static final AppId APP = new AppId(7);

    private final IngestCounters counters = new IngestCounters(CLOCK);

    @Test
    void seesTheAppAndComesBeforeTheHooks() {
        List<Object> seen = new ArrayList<>();
        Admission admission = admit(IngestExtensions.NONE
                .enrichers((app, event) -> {
                    seen.add(app);
                    return Decision.keep(
                            event.toBuilder().property("plant", "fern").build());
                })
                .beforeHooks(event -> {
                    seen.add(event.properties());
                    return Decision.keep(event);
                }));

        assertThat(seen).containsExactly(APP, Map.of("plant", "fern"));
        assertThat(Objects.requireNonNull(admission.accepted()).json()).isEqualTo("{\"plant\":\"fern\"}");
    }

    @Test
    void dropsForAReasonAndNoHookIsAsked() {
        Admission admission = admit(IngestExtensions.NONE
                .enrichers((app, event) -> Decision.drop("bot"))
                .beforeHooks(event -> {
                    throw new AssertionError("asked");
                }));

        assertThat(admission.refusal()).isEqualTo(IngestOutcome.dropped("bot"));
        assertThat(counters.hookFailures()).isZero();
    }

    @Test
    void letsTheEventGoOnAsItWasWhenItFails() {
        Admission admission = admit(IngestExtensions.NONE.enrichers((app, event) -> {
            throw new IllegalStateException("no such file");
        }));

        assertThat(Objects.requireNonNull(admission.accepted()).event().name()).isEqualTo("watered");
        assertThat(counters.hookFailures()).isOne();
    }

    private Admission admit(IngestExtensions extensions) {
        return new Acceptance(new IngestSettings() {}, extensions, counters, CLOCK)
                .admit(APP, Event.builder("watered", "kim").build());
    }
}
