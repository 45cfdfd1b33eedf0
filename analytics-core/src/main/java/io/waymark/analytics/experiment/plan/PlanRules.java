/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.plan;

import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.store.StorableText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes rollout and plan valid. */
public final class PlanRules {

    static final int MAX_TEXT = 200;
    static final int MAX_SAMPLE = 1_000_000_000;
    static final int MAX_DAYS = 366;

    private static final int ALL = 10_000;
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

    private PlanRules() {}

    /**
     * Checks both.
     *
     * @param rollout who may take part and when
     * @param plan what is planned
     * @return what is wrong, with pointers into the JSON form of the experiment
     */
    public static List<Fault> faults(Rollout rollout, Plan plan) {
        List<Fault> faults = new ArrayList<>();
        unlessText(faults, "/audience/segment", rollout.audience().segment());
        Layer layer = rollout.layer();
        if (layer != null) {
            unless(
                    faults,
                    KEY.matcher(layer.key()).matches(),
                    "/layer/key",
                    "must have 1 to 100 letters a-z, digits, _ and -, not starting with _ or -");
            unless(
                    faults,
                    layer.fromBasisPoints() >= 0
                            && layer.fromBasisPoints() < layer.toBasisPoints()
                            && layer.toBasisPoints() <= ALL,
                    "/layer",
                    "must begin at 0 or later, and end after that and at " + ALL + " or before");
        }
        Instant startAt = rollout.schedule().startAt();
        Instant endAt = rollout.schedule().endAt();
        unless(
                faults,
                startAt == null || endAt == null || startAt.isBefore(endAt),
                "/schedule/endAt",
                "must be after the start");
        unlessText(faults, "/plan/owner", plan.owner());
        Integer sample = plan.sampleSize();
        unless(
                faults,
                sample == null || (sample > 0 && sample <= MAX_SAMPLE),
                "/plan/sampleSize",
                "must be from 1 to " + MAX_SAMPLE);
        Double effect = plan.minimumEffect();
        unless(
                faults,
                effect == null || (effect > 0 && effect <= ALL),
                "/plan/minimumEffect",
                "must be above 0, for example 0.05 for a lift of 5 per cent");
        unless(faults, plan.alpha() > 0 && plan.alpha() < 0.5, "/plan/alpha", "must be above 0 and below 0.5");
        unless(
                faults,
                plan.minimumDays() >= 0 && plan.minimumDays() <= MAX_DAYS,
                "/plan/minimumDays",
                "must be from 0 to " + MAX_DAYS);
        return faults;
    }

    private static void unlessText(List<Fault> faults, String pointer, @Nullable String text) {
        unless(
                faults,
                text == null
                        || (!text.isBlank()
                                && text.codePointCount(0, text.length()) <= MAX_TEXT
                                && StorableText.test(text)),
                pointer,
                "must have 1 to " + MAX_TEXT + " characters that can be stored");
    }

    private static void unless(List<Fault> faults, boolean right, String pointer, String detail) {
        if (!right) {
            faults.add(new Fault(pointer, detail));
        }
    }
}
