/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.report.ExperimentReport.ExposureDay;
import java.util.List;

/**
 * What was counted, before any statistics.
 *
 * @param groups people who were exposed to one variant, by variant and phase
 * @param multipleExposures people who were exposed to more than one
 * @param days the first exposures by day
 */
record Counts(List<Group> groups, long multipleExposures, List<ExposureDay> days) {

    static final Counts NONE = new Counts(List.of(), 0, List.of());

    long users() {
        return groups.stream().mapToLong(Group::users).sum();
    }

    Group ofVariant(String variant) {
        return groups.stream()
                .filter(group -> group.variant().equals(variant))
                .reduce(new Group(variant, 0, 0, 0, 0), Group::plus);
    }

    long users(Experiment.Phase phase, String variant) {
        return groups.stream()
                .filter(group ->
                        group.phase() == phase.number() && group.variant().equals(variant))
                .mapToLong(Group::users)
                .sum();
    }

    record Group(String variant, int phase, long users, long conversions, long windowOpen) {

        private Group plus(Group other) {
            return new Group(
                    variant, 0, users + other.users, conversions + other.conversions, windowOpen + other.windowOpen);
        }
    }
}
