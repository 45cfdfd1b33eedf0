/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import io.waymark.analytics.ui.condition.Rows;
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
        int metric = Rows.number(parts, 1);
        int event = Rows.number(parts, 2);
        return switch (parts[0]) {
            case "metric" ->
                metrics(
                        form,
                        list -> Rows.appended(
                                list,
                                MetricRow.empty(MetricRow.kind(parts.length > 1 ? parts[1] : "")),
                                MeasuresForm.MAX_ROWS));
            case "unmetric" -> metrics(form, list -> Rows.without(list, metric));
            case "step" -> events(form, metric, list -> Rows.appended(list, EventRow.EMPTY, MetricRow.MAX_EVENTS));
            case "unstep" -> events(form, metric, list -> Rows.without(list, event));
            case "where" -> ofGoal ? goal(form, FormEdit::oneMore) : where(form, metric, event, FormEdit::oneMore);
            case "nowhere" ->
                ofGoal
                        ? goal(form, list -> Rows.without(list, event))
                        : where(form, metric, event, list -> Rows.without(list, Rows.number(parts, 3)));
            case "variant" ->
                copy(
                        form,
                        form.goal(),
                        Rows.appended(form.variants(), ExperimentForm.VariantRow.EMPTY, ExperimentForm.MAX_ROWS),
                        form.setup(),
                        form.measures());
            case "condition" ->
                copy(
                        form,
                        form.goal(),
                        form.variants(),
                        form.setup()
                                .with(Rows.appended(
                                        form.setup().conditions(), SetupForm.Row.EMPTY, SetupForm.MAX_ROWS)),
                        form.measures());
            default -> form;
        };
    }

    private static List<ConditionRow> oneMore(List<ConditionRow> rows) {
        return Rows.appended(rows, ConditionRow.EMPTY, ConditionRow.MAX_ROWS);
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
        return metrics(form, list -> Rows.changed(list, metric, row -> row.withEvents(change.apply(row.events()))));
    }

    private static ExperimentForm where(
            ExperimentForm form, int metric, int event, UnaryOperator<List<ConditionRow>> change) {
        return events(
                form,
                metric,
                list -> Rows.changed(list, event, row -> new EventRow(row.event(), change.apply(row.where()))));
    }
}
