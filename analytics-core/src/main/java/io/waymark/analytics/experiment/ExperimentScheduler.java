/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and concludes experiments at the times that were set. What cannot be started stays a draft. */
public final class ExperimentScheduler implements Job {

    /** The name of the job. */
    public static final String NAME = "experiments";

    private static final Logger log = LoggerFactory.getLogger(ExperimentScheduler.class);
    private static final String ACTOR = "schedule";

    private final ExperimentCatalog catalog;
    private final Duration interval;
    private final Clock clock;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /**
     * Looks at the experiments of a catalog.
     *
     * @param catalog the experiments
     * @param settings how often to look
     * @param clock tells whether it is time
     */
    public ExperimentScheduler(ExperimentCatalog catalog, ExperimentSettings settings, Clock clock) {
        this.catalog = catalog;
        this.interval = settings.scheduleInterval();
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public long run() {
        List<Experiment> all = catalog.current().values().stream()
                .map(Map::values)
                .flatMap(each -> each.stream())
                .toList();
        return all.stream().filter(this::move).count();
    }

    private boolean move(Experiment experiment) {
        Instant startAt = experiment.definition().rollout().schedule().startAt();
        Instant endAt = experiment.definition().rollout().schedule().endAt();
        try {
            if (experiment.state() == ExperimentState.DRAFT && hasCome(startAt)) {
                catalog.start(experiment.app(), experiment.key(), ACTOR, "It was time");
                return true;
            }
            if ((experiment.state() == ExperimentState.RUNNING || experiment.state() == ExperimentState.PAUSED)
                    && hasCome(endAt)) {
                catalog.conclude(experiment.app(), experiment.key(), null, ACTOR, "It was time");
                return true;
            }
        } catch (RuntimeException e) {
            if (refused.add(experiment.app() + " " + experiment.key() + " " + experiment.version())) {
                log.warn("Experiment '{}' cannot be started or concluded as planned", experiment.key(), e);
            }
        }
        return false;
    }

    private boolean hasCome(@Nullable Instant at) {
        return at != null && !clock.instant().isBefore(at);
    }
}
