/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Adds rows to a form, and takes them away, as its buttons say; nothing is saved by that. */
public final class FormEdit {

    private static final String GOAL = "goal";

    private FormEdit() {}

    /**
     * The form after a button was pressed.
     *
     * @param form the form
     * @param action what the button says: {@code metric:SUM}, {@code unmetric:2}, {@code step:2}, {@code unstep:2.3},
     *     {@code where:goal}, {@code where:2.1}, {@code nowhere:goal.1}, {@code nowhere:2.1.3}, {@code variant},
     *     {@code condition}; anything else changes nothing
     * @return the changed form
     */
    public static ExperimentForm apply(ExperimentForm form, String action) {
        String[] parts = action.split("[:.]");
        boolean ofGoal = parts.length > 1 && parts[1].equals(GOAL);
        int metric = number(parts, 1);
        int event = number(parts, 2);
        return switch (parts[0]) {
            case "metric" ->
                metrics(form, list -> append(list, MetricRow.empty(MetricRow.kind(parts.length > 1 ? parts[1] : ""))));
            case "unmetric" -> metrics(form, list -> without(list, metric));
            case "step" -> events(form, metric, list -> append(list, EventRow.EMPTY));
            case "unstep" -> events(form, metric, list -> without(list, event));
            case "where" ->
                ofGoal
                        ? goal(form, list -> append(list, ConditionRow.EMPTY))
                        : where(form, metric, event, list -> append(list, ConditionRow.EMPTY));
            case "nowhere" ->
                ofGoal
                        ? goal(form, list -> without(list, event))
                        : where(form, metric, event, list -> without(list, number(parts, 3)));
            case "variant" ->
                copy(
                        form,
                        form.goal(),
                        append(form.variants(), ExperimentForm.VariantRow.EMPTY),
                        form.setup(),
                        form.measures());
            case "condition" ->
                copy(
                        form,
                        form.goal(),
                        form.variants(),
                        form.setup().with(append(form.setup().conditions(), SetupForm.Row.EMPTY)),
                        form.measures());
            default -> form;
        };
    }

    private static ExperimentForm goal(ExperimentForm form, UnaryOperator<List<ConditionRow>> change) {
        EventRow goal =
                new EventRow(form.goal().event(), change.apply(form.goal().where()));
        return copy(form, goal, form.variants(), form.setup(), form.measures());
    }

    private static ExperimentForm metrics(ExperimentForm form, UnaryOperator<List<MetricRow>> change) {
        MeasuresForm measures =
                form.measures().with(change.apply(form.measures().metrics()));
        return copy(form, form.goal(), form.variants(), form.setup(), measures);
    }

    private static ExperimentForm copy(
            ExperimentForm form,
            EventRow goal,
            List<ExperimentForm.VariantRow> variants,
            SetupForm setup,
            MeasuresForm measures) {
        return new ExperimentForm(
                form.key(),
                form.name(),
                form.hypothesis(),
                goal,
                form.window(),
                form.traffic(),
                variants,
                setup,
                measures);
    }

    private static ExperimentForm events(ExperimentForm form, int metric, UnaryOperator<List<EventRow>> change) {
        return metrics(form, list -> changed(list, metric, row -> row.withEvents(change.apply(row.events()))));
    }

    private static ExperimentForm where(
            ExperimentForm form, int metric, int event, UnaryOperator<List<ConditionRow>> change) {
        return events(
                form,
                metric,
                list -> changed(list, event, row -> new EventRow(row.event(), change.apply(row.where()))));
    }

    private static <T> List<T> append(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }

    private static <T> List<T> without(List<T> list, int number) {
        List<T> shorter = new ArrayList<>(list);
        if (number >= 1 && number <= shorter.size()) {
            shorter.remove(number - 1);
        }
        return shorter;
    }

    private static <T> List<T> changed(List<T> list, int number, UnaryOperator<T> change) {
        List<T> other = new ArrayList<>(list);
        if (number >= 1 && number <= other.size()) {
            other.set(number - 1, change.apply(other.get(number - 1)));
        }
        return other;
    }

    private static int number(String[] parts, int index) {
        return index < parts.length && parts[index].matches("[0-9]{1,3}") ? Integer.parseInt(parts[index]) : 0;
    }
}
