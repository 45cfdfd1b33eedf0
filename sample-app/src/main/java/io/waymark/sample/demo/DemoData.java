/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.demo;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.sample.catalog.Plants;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Plays the last weeks of the shop, up to now, through the same door as every other event. Playing them again adds only
 * what has happened since.
 */
@Component
@Order(2)
@ConditionalOnBooleanProperty("sample.demo-data")
class DemoData implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoData.class);
    private static final long SEED = 20260401;
    private static final int DAYS_BEFORE_TODAY = 62;
    private static final int BATCH_SIZE = 2_000;

    private final Ingest ingest;
    private final Experiments experiments;
    private final ExperimentCatalog catalog;
    private final Plants plants;
    private final Clock clock;

    DemoData(Ingest ingest, Experiments experiments, ExperimentCatalog catalog, Plants plants) {
        this.ingest = ingest;
        this.experiments = experiments;
        this.catalog = catalog;
        this.plants = plants;
        this.clock = Clock.systemUTC();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        play(clock.instant());
    }

    long play(Instant now) {
        DemoShop shop = new DemoShop(plants.all(), DemoExperiment.button(catalog, experiments));
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        long played = 0;
        for (int daysAgo = DAYS_BEFORE_TODAY; daysAgo >= 0; daysAgo--) {
            LocalDate day = today.minusDays(daysAgo);
            List<Event> events = new DemoDay(shop, SEED, day)
                    .events().stream()
                            .filter(event -> event.occurredAt() != null
                                    && event.occurredAt().isBefore(now))
                            .toList();
            record(events);
            played += events.size();
            if (daysAgo % 7 == 0) {
                log.info("Demo data: {} events played, up to {}", played, day);
            }
        }
        return played;
    }

    private void record(List<Event> events) {
        for (int from = 0; from < events.size(); from += BATCH_SIZE) {
            List<Event> batch = events.subList(from, Math.min(from + BATCH_SIZE, events.size()));
            ingest.record(AppId.DEFAULT, batch).stream()
                    .filter(outcome -> outcome.status() != IngestOutcome.Status.RECORDED)
                    .findFirst()
                    .ifPresent(
                            outcome -> log.warn("Demo data: not recorded: {} {}", outcome.status(), outcome.reason()));
        }
    }
}
