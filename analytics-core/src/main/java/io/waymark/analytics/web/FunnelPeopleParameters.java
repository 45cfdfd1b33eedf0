/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelPeople;
import io.waymark.analytics.funnel.FunnelPeople.Outcome;
import io.waymark.analytics.funnel.FunnelReport.GroupKind;
import io.waymark.analytics.json.JsonInput;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads which people of a funnel are meant: a {@code step}, an {@code outcome} there and, as the report has them, the {@code
 * value} and {@code kind} of a group, {@code fromSeconds} and {@code toSeconds} of a time, {@code start} and
 * {@code days} of entry.
 */
final class FunnelPeopleParameters {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?(E[0-9])?");

    private static final int MOST_DAYS = 7;

    private FunnelPeopleParameters() {}

    /** {@code null} only after a fault. */
    static @Nullable FunnelPeople read(JsonInput input, FunnelDefinition definition) {
        Outcome outcome = input.at("outcome").oneOf(Outcome.class, Outcome.DROPPED_OFF);
        Integer step =
                input.at("step").integer(outcome.firstStep(), definition.steps().size());
        if (step == null) {
            if (!input.faulty()) {
                input.at("step").fault("is missing");
            }
            return null;
        }
        FunnelPeople people = new FunnelPeople(outcome, step, null, "", null, null);
        return entered(timed(isGrouped(input, definition) ? inGroup(people, input) : people, input), input);
    }

    private static boolean isGrouped(JsonInput input, FunnelDefinition definition) {
        JsonInput group = input.at(input.at("value").isAbsent() ? "kind" : "value");
        if (!group.isAbsent() && definition.breakdown() == null) {
            group.fault("must be left out: the funnel has no breakdown");
            return false;
        }
        return !group.isAbsent();
    }

    /** Parameters of an address that are empty are absent, but there may be people with an empty value. */
    private static FunnelPeople inGroup(FunnelPeople people, JsonInput input) {
        JsonInput value = input.at("value");
        if (!value.isAbsent() && !value.node().isString()) {
            value.fault("must be a string");
        }
        return people.in(
                input.at("kind").oneOf(GroupKind.class, GroupKind.VALUE),
                value.node().asString(""));
    }

    private static FunnelPeople timed(FunnelPeople people, JsonInput input) {
        JsonInput from = input.at("fromSeconds");
        JsonInput to = input.at("toSeconds");
        if (from.isAbsent() && to.isAbsent()) {
            return people;
        }
        if (people.outcome() != Outcome.REACHED) {
            (from.isAbsent() ? to : from).fault("must be left out: only people who reached a step took a time for it");
            return people;
        }
        double shortest = seconds(from, 0);
        double end = seconds(to, Double.POSITIVE_INFINITY);
        if (end <= shortest) {
            to.fault("must be more than 'fromSeconds'");
            return people;
        }
        return people.whoTook(new FunnelPeople.Took(shortest, end));
    }

    private static FunnelPeople entered(FunnelPeople people, JsonInput input) {
        Integer days = input.at("days").integer(1, MOST_DAYS);
        if (input.at("start").isAbsent()) {
            return people;
        }
        LocalDate start = PeriodParameters.date(input.at("start"));
        return start == null ? people : people.whoEntered(new FunnelPeople.Entered(start, days == null ? 1 : days));
    }

    private static double seconds(JsonInput input, double otherwise) {
        if (input.isAbsent()) {
            return otherwise;
        }
        String text = input.node().asString("");
        if (SECONDS.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        input.fault("must be a number of seconds, not negative");
        return otherwise;
    }
}
