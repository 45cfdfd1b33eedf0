/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.journey;

import io.waymark.analytics.journey.FlowMode;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.FlowReport.Link;
import io.waymark.analytics.journey.FlowReport.Node;
import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.ui.view.Json;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The ways people take, as the page shows them.
 *
 * @param form the question
 * @param report the figures; null if an event has to be named first
 * @param previous the answer about the period before; null without a comparison
 */
public record JourneyAnswer(
        JourneyForm form,
        @Nullable FlowReport report,
        @Nullable FlowReport previous) {

    /** {@return whether events of the range, or of the period before, have been deleted by age and are missing} */
    public boolean purged() {
        return report != null && report.purged() || previous != null && previous.purged();
    }

    /** {@return the places, in order} */
    public List<Integer> places() {
        return report == null
                ? List.of()
                : report.nodes().stream().map(Node::place).distinct().sorted().toList();
    }

    /**
     * The steps at a place.
     *
     * @param place the place
     * @return the steps
     */
    public List<Node> at(int place) {
        return report == null
                ? List.of()
                : report.nodes().stream().filter(node -> node.place() == place).toList();
    }

    /**
     * What a place is called.
     *
     * @param ui words
     * @param place the place
     * @return its name
     */
    public String name(Ui ui, int place) {
        if (form.mode() == FlowMode.START) {
            return ui.t("journey.step", place + 1);
        }
        return place == 0
                ? ui.t(form.mode() == FlowMode.CHURN ? "journey.last" : "journey.event")
                : place < 0 ? ui.t("journey.before", -place) : ui.t("journey.after", place);
    }

    /**
     * How many took a step, in what the page counts.
     *
     * @param node the step
     * @return people or journeys
     */
    public long count(Node node) {
        return form.journeys() ? node.count() : node.users();
    }

    /**
     * How many took the same step at the same place in the period before.
     *
     * @param node the step
     * @return people or journeys, in what the page counts; 0 for none
     */
    public long before(Node node) {
        return previous == null
                ? 0
                : previous.nodes().stream()
                        .filter(other -> other.place() == node.place() && Objects.equals(other.label(), node.label()))
                        .mapToLong(this::count)
                        .sum();
    }

    /**
     * How a figure changed.
     *
     * @param figure the figure
     * @return the change; null without a comparison, or where there was nothing before
     */
    public @Nullable Delta delta(ToLongFunction<FlowReport> figure) {
        return report == null || previous == null
                ? null
                : Delta.of(figure.applyAsLong(report), figure.applyAsLong(previous), false);
    }

    /**
     * What a step is called.
     *
     * @param ui words
     * @param label its label
     * @return its name
     */
    public String label(Ui ui, @Nullable String label) {
        return label == null ? ui.t("trend.kind.other") : label;
    }

    /**
     * The chart.
     *
     * @param ui words
     * @return its data
     */
    public Json chart(Ui ui) {
        FlowReport flow = report == null ? new FlowReport(0, 0, List.of(), List.of(), false) : report;
        int first = places().isEmpty() ? 0 : places().get(0);
        return new Json(Map.of(
                "kind",
                "sankey",
                "nodes",
                flow.nodes().stream().map(node -> node(ui, node, first)).toList(),
                "links",
                flow.links().stream().map(this::link).toList()));
    }

    private Map<String, Object> node(Ui ui, Node node, int first) {
        return Map.of(
                "id",
                id(node.place(), node.label()),
                "label",
                label(ui, node.label()),
                "depth",
                node.place() - first,
                "value",
                count(node),
                "other",
                node.label() == null);
    }

    private Map<String, Object> link(Link link) {
        return Map.of(
                "source",
                id(link.place(), link.from()),
                "target",
                id(link.place() + 1, link.to()),
                "value",
                form.journeys() ? link.count() : link.users());
    }

    private static String id(int place, @Nullable String label) {
        return place + (label == null ? "" : " " + label);
    }
}
