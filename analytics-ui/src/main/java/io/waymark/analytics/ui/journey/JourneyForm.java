/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.journey;

import io.waymark.analytics.journey.FlowMode;
import io.waymark.analytics.journey.FlowQuery;
import io.waymark.analytics.ui.question.Question;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the form of journeys says.
 *
 * @param mode which part of each journey is shown
 * @param event the step that it is about; blank for none
 * @param steps how many steps
 * @param top how many different ones at each
 * @param wholeRange whether all that somebody did is one journey and not each session
 * @param patterns groups of paths, separated by commas
 * @param journeys whether journeys are counted and not people
 */
public record JourneyForm(
        FlowMode mode, String event, int steps, int top, boolean wholeRange, String patterns, boolean journeys) {

    private static final int LEAST = 2;
    private static final int USUAL = 5;
    private static final int MOST_TOP = 10;

    static JourneyForm read(Map<String, String> parameters) {
        FlowMode mode = mode(parameters.getOrDefault("mode", ""));
        return new JourneyForm(
                mode,
                parameters.getOrDefault("event", "").strip(),
                number(parameters.getOrDefault("steps", ""), LEAST, FlowQuery.MAX_STEPS),
                number(parameters.getOrDefault("top", ""), 1, MOST_TOP),
                mode == FlowMode.CHURN || "range".equals(parameters.get("scope")),
                parameters.getOrDefault("patterns", "").strip(),
                "journeys".equals(parameters.get("count")));
    }

    private static FlowMode mode(String key) {
        return Stream.of(FlowMode.values())
                .filter(mode -> key(mode).equals(key))
                .findFirst()
                .orElse(FlowMode.START);
    }

    private static int number(String text, int least, int most) {
        if (!text.matches("[0-9]{1,2}")) {
            return USUAL;
        }
        return Math.min(most, Math.max(least, Integer.parseInt(text)));
    }

    /**
     * The name of a mode in the address and in the bundle.
     *
     * @param mode which
     * @return its name
     */
    public static String key(FlowMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether an event has to be named, but is not} */
    public boolean lacksEvent() {
        return mode.ofEvent() && event.isBlank();
    }

    FlowQuery query(Question question) {
        FlowQuery query = FlowQuery.starts(question.app(), question.period())
                .about(mode, mode.ofEvent() ? event : null)
                .size(steps, top)
                .sessionGap(question.sessionGap())
                .patterns(Stream.of(patterns.split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .limit(FlowQuery.MAX_PATTERNS)
                        .toList())
                .segment(question.segment());
        return wholeRange ? query.wholeRange() : query;
    }
}
