/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.metric;

import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.store.StorableText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes a metric valid, with the pointers of its JSON form. */
final class MetricRules {

    static final int MAX_NAME = 200;
    static final int MAX_PERIODS = 366;
    static final Duration MAX_WINDOW = Duration.ofDays(366);
    static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_-]{0,99}");

    private final List<Fault> faults = new ArrayList<>();

    private MetricRules() {}

    static List<Fault> faults(
            String key,
            String name,
            MetricKind kind,
            List<EventFilter> events,
            @Nullable String property,
            @Nullable String denominatorProperty,
            double quantile,
            Duration period,
            int periods,
            Duration delay,
            @Nullable Duration window) {
        MetricRules rules = new MetricRules();
        rules.unless(
                KEY.matcher(key).matches(),
                "/key",
                "must start with a letter a-z and have up to 100 letters a-z, digits, _ and -");
        rules.text("/name", name);
        rules.unless(
                events.size() >= kind.fewestEvents() && events.size() <= kind.mostEvents(),
                "/events",
                "of a " + kind.name().toLowerCase(Locale.ROOT) + " must be "
                        + (kind.fewestEvents() == kind.mostEvents()
                                ? "" + kind.mostEvents()
                                : kind.fewestEvents() + " to " + kind.mostEvents())
                        + ", but " + (events.size() == 1 ? "is 1" : "are " + events.size()));
        rules.unless(
                property != null || !kind.needsProperty(),
                "/property",
                "is missing: a " + kind.name().toLowerCase(Locale.ROOT) + " is made of the values of a property");
        rules.unless(
                property == null || kind.needsProperty() || kind == MetricKind.RATIO,
                "/property",
                "must be absent: a " + kind.name().toLowerCase(Locale.ROOT)
                        + " is made of events, not of their values");
        rules.unless(
                denominatorProperty == null || kind == MetricKind.RATIO,
                "/denominatorProperty",
                "must be absent: only a ratio has a denominator");
        rules.unless(quantile > 0 && quantile < 1, "/quantile", "must be above 0 and below 1");
        rules.unless(
                period.compareTo(Duration.ofHours(1)) >= 0 && period.compareTo(MAX_WINDOW) <= 0,
                "/period",
                "must be from an hour to " + MAX_WINDOW.toDays() + " days");
        rules.unless(periods >= 0 && periods <= MAX_PERIODS, "/periods", "must be from 0 to " + MAX_PERIODS);
        rules.unless(
                !delay.isNegative() && delay.compareTo(MAX_WINDOW) <= 0,
                "/delay",
                "must be at most " + MAX_WINDOW.toDays() + " days");
        rules.unless(
                window == null || (window.toMillis() >= 1 && window.compareTo(MAX_WINDOW) <= 0),
                "/window",
                "must be longer than 0 and at most " + MAX_WINDOW.toDays() + " days");
        return rules.faults;
    }

    private void text(String pointer, String text) {
        unless(
                !text.isBlank() && text.codePointCount(0, text.length()) <= MAX_NAME && StorableText.test(text),
                pointer,
                "must have 1 to " + MAX_NAME + " characters that can be stored");
    }

    private void unless(boolean right, String pointer, String detail) {
        if (!right) {
            faults.add(new Fault(pointer, detail));
        }
    }
}
