/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.ui.condition.ConditionForm;
import io.waymark.analytics.ui.condition.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A funnel as the builder shows it: texts only, however unfinished. It lives in the address of the page, where step
 * {@code i} is {@code e<i>} and its condition {@code j} is {@code p<i>.<j>}, {@code o<i>.<j>}, {@code v<i>.<j>}; those of
 * exclusion {@code x<i>} start with an {@code x} too.
 *
 * @param steps the steps
 * @param window the conversion window: a number
 * @param unit and its unit: {@code m}, {@code h} or {@code d}
 * @param windowFrom from where it is measured
 * @param order in which order the steps have to happen
 * @param entry which attempt counts
 * @param exclusions events that end an attempt
 * @param breakdown the property that divides people; blank for none
 * @param breakdownAt the number of the step whose event has it, or {@link #PERSON}
 * @param segment the key or number of the funnel's own segment; blank for everybody
 */
public record FunnelForm(
        List<Step> steps,
        String window,
        String unit,
        String windowFrom,
        String order,
        String entry,
        List<Exclusion> exclusions,
        String breakdown,
        String breakdownAt,
        String segment) {

    /** Says that the property is one of the person. */
    public static final String PERSON = "person";

    /** So many steps, and so many exclusions, can be filled in. */
    public static final int MAX_ROWS = FunnelDefinition.MAX_STEPS;

    public FunnelForm {
        steps = List.copyOf(steps);
        exclusions = List.copyOf(exclusions);
    }

    /**
     * A step.
     *
     * @param event the event name; blank while none is chosen
     * @param where its conditions
     */
    public record Step(String event, List<ConditionForm> where) {

        static final Step EMPTY = new Step("", List.of());

        public Step {
            where = List.copyOf(where);
        }
    }

    /**
     * An event that ends an attempt.
     *
     * @param event the event name
     * @param from the number of the step from which on it matters
     * @param to the number of the step before which it matters; blank for the last
     * @param where its conditions
     */
    public record Exclusion(String event, String from, String to, List<ConditionForm> where) {

        static final Exclusion EMPTY = new Exclusion("", "1", "", List.of());

        public Exclusion {
            where = List.copyOf(where);
        }
    }

    /** {@return a form with two steps to be filled in} */
    public static FunnelForm empty() {
        return new FunnelForm(
                List.of(Step.EMPTY, Step.EMPTY), "72", "h", "FIRST_STEP", "ORDERED", "BEST", List.of(), "", "1", "");
    }

    /**
     * Whether an address says anything about a funnel.
     *
     * @param parameters the parameters of the address
     * @return whether it names a first step
     */
    public static boolean isIn(Map<String, String> parameters) {
        return parameters.containsKey("e1");
    }

    /**
     * Reads an address.
     *
     * @param parameters the parameters of the address
     * @return the form
     */
    public static FunnelForm read(Map<String, String> parameters) {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= MAX_ROWS && parameters.containsKey("e" + i); i++) {
            steps.add(
                    new Step(parameters.getOrDefault("e" + i, "").strip(), ConditionForm.read("", i + "", parameters)));
        }
        List<Exclusion> exclusions = new ArrayList<>();
        for (int i = 1; i <= MAX_ROWS && parameters.containsKey("x" + i); i++) {
            exclusions.add(new Exclusion(
                    parameters.getOrDefault("x" + i, "").strip(),
                    parameters.getOrDefault("xf" + i, "1"),
                    parameters.getOrDefault("xt" + i, ""),
                    ConditionForm.read("x", i + "", parameters)));
        }
        return new FunnelForm(
                steps,
                parameters.getOrDefault("w", "72").strip(),
                parameters.getOrDefault("wu", "h"),
                parameters.getOrDefault("wf", "FIRST_STEP"),
                parameters.getOrDefault("order", "ORDERED"),
                parameters.getOrDefault("entry", "BEST"),
                exclusions,
                parameters.getOrDefault("by", "").strip(),
                parameters.getOrDefault("at", "1"),
                parameters.getOrDefault("own", "").strip());
    }

    /** {@return the form as parameters of an address} */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i <= steps.size(); i++) {
            Step step = steps.get(i - 1);
            parameters.put("e" + i, step.event());
            ConditionForm.write(step.where(), "", i + "", parameters);
        }
        for (int i = 1; i <= exclusions.size(); i++) {
            Exclusion exclusion = exclusions.get(i - 1);
            parameters.put("x" + i, exclusion.event());
            parameters.put("xf" + i, exclusion.from());
            parameters.put("xt" + i, exclusion.to());
            ConditionForm.write(exclusion.where(), "x", i + "", parameters);
        }
        parameters.put("w", window);
        parameters.put("wu", unit);
        parameters.put("wf", windowFrom);
        parameters.put("order", order);
        parameters.put("entry", entry);
        parameters.put("by", breakdown);
        parameters.put("at", breakdownAt);
        parameters.put("own", segment);
        return parameters;
    }

    /**
     * The form after a button was pressed.
     *
     * @param action what the button says: {@code add}, {@code up:2}, {@code down:2}, {@code remove:2}, {@code where:2},
     *     {@code nowhere:2.1}, {@code exclude}, {@code include:1}, {@code xwhere:1}, {@code xnowhere:1.2}; anything else
     *     changes nothing
     * @return the changed form
     */
    public FunnelForm edited(String action) {
        String[] parts = action.split("[:.]");
        int first = Rows.number(parts, 1);
        int second = Rows.number(parts, 2);
        return switch (parts[0]) {
            case "add" -> with(Rows.appended(steps, Step.EMPTY, MAX_ROWS));
            case "remove" -> without(first);
            case "up" -> swapped(first - 1);
            case "down" -> swapped(first);
            case "where" -> where(first, FunnelForm::oneMore);
            case "nowhere" -> where(first, where -> Rows.without(where, second));
            case "exclude" -> withExclusions(Rows.appended(exclusions, Exclusion.EMPTY, MAX_ROWS));
            case "include" -> withExclusions(Rows.without(exclusions, first));
            case "xwhere" -> whereExcluded(first, FunnelForm::oneMore);
            case "xnowhere" -> whereExcluded(first, where -> Rows.without(where, second));
            default -> this;
        };
    }

    private FunnelForm with(List<Step> changed) {
        return with(changed, breakdownAt);
    }

    private FunnelForm with(List<Step> changed, String at) {
        return new FunnelForm(changed, window, unit, windowFrom, order, entry, exclusions, breakdown, at, segment);
    }

    /** The breakdown goes where its step goes; if that is removed, to the first. */
    private FunnelForm without(int number) {
        if (number < 1 || number > steps.size()) {
            return this;
        }
        int at = stepOfBreakdown();
        int moved = at == number ? 1 : at > number ? at - 1 : at;
        return with(Rows.without(steps, number), at == 0 ? breakdownAt : String.valueOf(moved));
    }

    private FunnelForm swapped(int number) {
        if (number < 1 || number >= steps.size()) {
            return this;
        }
        List<Step> changed = new ArrayList<>(steps);
        Collections.swap(changed, number - 1, number);
        int at = stepOfBreakdown();
        return with(
                changed,
                at == number ? String.valueOf(number + 1) : at == number + 1 ? String.valueOf(number) : breakdownAt);
    }

    /** The number of the step; 0 for none. */
    private int stepOfBreakdown() {
        return Rows.number(new String[] {breakdownAt}, 0);
    }

    private FunnelForm withExclusions(List<Exclusion> changed) {
        return new FunnelForm(steps, window, unit, windowFrom, order, entry, changed, breakdown, breakdownAt, segment);
    }

    private FunnelForm where(int number, UnaryOperator<List<ConditionForm>> change) {
        return with(Rows.changed(steps, number, step -> new Step(step.event(), change.apply(step.where()))));
    }

    private FunnelForm whereExcluded(int number, UnaryOperator<List<ConditionForm>> change) {
        return withExclusions(Rows.changed(
                exclusions,
                number,
                each -> new Exclusion(each.event(), each.from(), each.to(), change.apply(each.where()))));
    }

    private static List<ConditionForm> oneMore(List<ConditionForm> conditions) {
        return Rows.appended(conditions, ConditionForm.EMPTY, ConditionForm.MAX_CONDITIONS);
    }
}
