/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.funnel.FunnelBreakdown;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelPeople;
import io.waymark.analytics.funnel.FunnelPeople.Entered;
import io.waymark.analytics.funnel.FunnelPeople.Outcome;
import io.waymark.analytics.funnel.FunnelPeople.Took;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReport.Bin;
import io.waymark.analytics.funnel.FunnelReport.GroupKind;
import io.waymark.analytics.funnel.FunnelReport.TrendPoint;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.ui.people.Behind;
import io.waymark.analytics.ui.question.DateRange;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Ui;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers with the people behind a number of a funnel. */
final class FunnelPeoplePage {

    private static final int LISTED = 200;
    private static final String SECONDS = "[0-9]{1,12}";

    /** What the address says beside the funnel. */
    private static final List<String> WHICH_PEOPLE =
            List.of("step", "outcome", "kind", "value", "fromSeconds", "toSeconds", "start", "days");

    private final Pages pages;
    private final FunnelReports reports;
    private final ServerRequest request;
    private final Ui ui;

    FunnelPeoplePage(Pages pages, FunnelReports reports, ServerRequest request, Ui ui) {
        this.pages = pages;
        this.reports = reports;
        this.request = request;
        this.ui = ui;
    }

    /** The address of those who reached a step and are in a group of the breakdown. */
    static String reached(Ui ui, int step, GroupKind kind, String value) {
        return ui.below(
                "/people",
                "step",
                step,
                "outcome",
                "reached",
                "kind",
                kind,
                "value",
                FunnelPeoplePage.value(kind, value));
    }

    /** The address of those who reached the last step in the time of a column of the histogram. */
    static String took(Ui ui, int lastStep, Bin column) {
        return ui.below(
                "/people",
                "step",
                lastStep,
                "outcome",
                "reached",
                "fromSeconds",
                (long) column.fromSeconds(),
                "toSeconds",
                (long) column.toSeconds());
    }

    /** The address of those who entered on the days of a point of the trend, and reached a step. */
    static String entered(Ui ui, int step, TrendPoint point) {
        return ui.below("/people", "step", step, "outcome", "reached", "start", point.start(), "days", point.days());
    }

    private static String value(GroupKind kind, String value) {
        return kind == GroupKind.VALUE ? value : "";
    }

    ServerResponse of(String funnel, FunnelQuery query) {
        FunnelPeople people = asked(ui.parameters(), query.definition());
        String back = ui.here(
                WHICH_PEOPLE.stream().flatMap(name -> Stream.of(name, "")).toArray());
        return people.outcome() == Outcome.REACHED
                ? reached(funnel, back, query, people)
                : droppedOff(funnel, back, query, people);
    }

    private ServerResponse droppedOff(String funnel, String back, FunnelQuery query, FunnelPeople people) {
        Panel<List<String>> listed =
                Panels.alone().load("people", ui.below("/people"), () -> reports.people(query, people, LISTED));
        List<EventFilter> steps = query.definition().steps();
        return pages.page(
                "funnel/people",
                ui,
                new PeopleModel(
                        funnel,
                        back,
                        heading(ui.t("funnel.people"), query.definition(), people),
                        steps.get(people.step() - 2).event(),
                        steps.get(people.step() - 1).event(),
                        FunnelAnswer.whose(ui, query.definition()),
                        listed,
                        LISTED));
    }

    private ServerResponse reached(String funnel, String back, FunnelQuery query, FunnelPeople people) {
        FunnelDefinition definition = query.definition();
        String event = definition.steps().get(people.step() - 1).event();
        return Behind.answer(
                request,
                pages,
                ui,
                new Behind.Words(
                        "funnels",
                        funnel,
                        back,
                        heading(ui.t("funnel.reached", event), definition, people),
                        ui.t("funnel.reached.how"),
                        FunnelAnswer.whose(ui, definition)),
                limit -> reports.people(query, people, limit));
    }

    private String heading(String title, FunnelDefinition definition, FunnelPeople people) {
        String heading = ofGroup(title, definition, people);
        Took took = people.took();
        if (took != null) {
            String time = FunnelAnswer.label(new Bin(took.fromSeconds(), took.toSeconds(), 0));
            heading = ui.t("funnel.people.took", heading, time);
        }
        Entered entered = people.entered();
        if (entered != null) {
            LocalDate last = entered.start().plusDays(entered.days() - 1L);
            heading = ui.t(
                    "funnel.people.entered", heading, ui.format().daysOfYear(new DateRange(entered.start(), last)));
        }
        return heading;
    }

    private String ofGroup(String title, FunnelDefinition definition, FunnelPeople people) {
        FunnelBreakdown breakdown = definition.breakdown();
        if (people.kind() == null || breakdown == null) {
            return title;
        }
        String value = people.kind() == GroupKind.VALUE ? people.value() : ui.t("group." + people.kind());
        return ui.t("funnel.people.in", title, breakdown.property(), value);
    }

    /** What the address asks for; where it says nothing that there is, the whole funnel's. */
    private static FunnelPeople asked(Map<String, String> parameters, FunnelDefinition definition) {
        boolean reached = "reached".equals(parameters.get("outcome"));
        int steps = definition.steps().size();
        String step = parameters.getOrDefault("step", "");
        int number = step.matches("\\d{1,2}") ? Integer.parseInt(step) : reached ? steps : 2;
        FunnelPeople people = entered(
                parameters,
                reached
                        ? timed(parameters, FunnelPeople.reached(Math.max(1, Math.min(number, steps))))
                        : FunnelPeople.droppedOff(Math.max(2, Math.min(number, steps))));
        if (definition.breakdown() != null) {
            for (GroupKind kind : GroupKind.values()) {
                if (kind.name().equals(parameters.get("kind"))) {
                    return people.in(kind, parameters.getOrDefault("value", ""));
                }
            }
        }
        return people;
    }

    private static FunnelPeople entered(Map<String, String> parameters, FunnelPeople people) {
        String days = parameters.getOrDefault("days", "1");
        LocalDate start = DateRange.day(parameters.getOrDefault("start", ""));
        return start == null || !days.matches("[1-7]")
                ? people
                : people.whoEntered(new Entered(start, Integer.parseInt(days)));
    }

    private static FunnelPeople timed(Map<String, String> parameters, FunnelPeople people) {
        String from = parameters.getOrDefault("fromSeconds", "");
        String to = parameters.getOrDefault("toSeconds", "");
        if (!from.matches(SECONDS) || !to.matches(SECONDS) || Long.parseLong(from) >= Long.parseLong(to)) {
            return people;
        }
        return people.whoTook(new Took(Long.parseLong(from), Long.parseLong(to)));
    }
}
