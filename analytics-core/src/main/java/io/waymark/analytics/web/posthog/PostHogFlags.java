/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.posthog;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.experiment.assign.ExposureEvent;
import io.waymark.analytics.store.StorableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers feature flags with experiments: each is a flag whose variants are those of the experiment, and whoever asks
 * gets the variant that they get in Java. Drafts, and experiments that were concluded without a variant for everybody,
 * are no flags.
 */
final class PostHogFlags {

    private static final int MAX_ID_LENGTH = 200;

    private final @Nullable ExperimentCatalog catalog;
    private final @Nullable Experiments experiments;

    PostHogFlags(@Nullable ExperimentCatalog catalog, @Nullable Experiments experiments) {
        this.catalog = catalog;
        this.experiments = experiments;
    }

    boolean any(AppId app) {
        return !live(app).isEmpty();
    }

    /**
     * The variant of somebody in each experiment, by key; only of those that are asked for, if some are. Audiences may go by
     * the properties that the client sends along, and who was somebody before keeps their variants.
     */
    Map<String, Flag> answer(
            AppId app, @Nullable String who, @Nullable String before, Map<String, ?> properties, Set<String> asked) {
        Map<String, Flag> flags = new LinkedHashMap<>();
        String person = who != null && isId(who) ? who : null;
        if (experiments != null && person != null && before != null && isId(before)) {
            experiments.link(app, person, before);
        }
        for (Experiment experiment : live(app)) {
            if (experiments != null && (asked.isEmpty() || asked.contains(experiment.key()))) {
                flags.put(
                        experiment.key(),
                        new Flag(experiment, experiments.assign(app, experiment.key(), person, properties)));
            }
        }
        return flags;
    }

    /**
     * What a client says it showed somebody is an exposure, if they take part. Whoever does not, and was shown the
     * control like them, must not count: their event stays what it is.
     */
    Event exposure(AppId app, Event called) {
        if (!(called.properties().get("$feature_flag") instanceof String key)
                || !(called.properties().get("$feature_flag_response") instanceof String variant)
                || !isId(called.distinctId())
                || catalog == null
                || experiments == null
                || catalog.current(app, key) == null) {
            return called;
        }
        Assignment assignment = experiments.assign(app, key, called.distinctId());
        return assignment.takesPart()
                ? called.toBuilder()
                        .name(ExposureEvent.NAME)
                        .property(ExposureEvent.EXPERIMENT, key)
                        .property(ExposureEvent.VARIANT, variant)
                        .property(ExposureEvent.PHASE, assignment.phase())
                        .build()
                : called;
    }

    /** Assignments are stored: whoever cannot be gets the control. */
    private static boolean isId(String who) {
        return who.length() <= MAX_ID_LENGTH && StorableText.test(who);
    }

    private List<Experiment> live(AppId app) {
        return catalog == null
                ? List.of()
                : catalog.current(app).stream()
                        .filter(each -> each.state() == ExperimentState.RUNNING || each.shippedVariant() != null)
                        .toList();
    }

    record Flag(Experiment experiment, Assignment assignment) {

        String variant() {
            return assignment.variant();
        }

        Map<String, Object> details() {
            return Map.of(
                    "key",
                    experiment.key(),
                    "enabled",
                    true,
                    "variant",
                    variant(),
                    "reason",
                    Map.of(
                            "code",
                            "condition_match",
                            "condition_index",
                            0,
                            "description",
                            assignment.reason().name()),
                    "metadata",
                    Map.of("id", experiment.id(), "version", experiment.version()));
        }
    }
}
