/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.people;

import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.person.profile.Person;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.person.timeline.Timeline;
import io.waymark.analytics.person.timeline.TimelineEvent;
import io.waymark.analytics.person.timeline.Timelines;
import io.waymark.analytics.person.timeline.Visit;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.ui.people.TimelineModel.EventModel;
import io.waymark.analytics.ui.people.TimelineModel.Fact;
import io.waymark.analytics.ui.people.TimelineModel.VisitModel;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Finds people, and tells what one of them did. */
public final class PeoplePages {

    private static final int MOST_PEOPLE = 100;
    private static final int LATEST_EVENTS = 500;
    private static final int EVENTS = 100;

    private final Pages pages;
    private final Persons persons;
    private final Timelines timelines;
    private final TrendReports trends;

    /**
     * The pages about people.
     *
     * @param pages makes answers
     * @param persons who people are
     * @param timelines what they did
     * @param trends knows who did something last
     */
    public PeoplePages(Pages pages, Persons persons, Timelines timelines, TrendReports trends) {
        this.pages = pages;
        this.persons = persons;
        this.timelines = timelines;
        this.trends = trends;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get("/people", this::list)
                .get("/person", this::person)
                .get("/person/timeline", this::timeline)
                .get("/session", this::session);
    }

    private ServerResponse list(ServerRequest request) {
        Ui ui = pages.ui(request, "/people");
        String search = ui.parameters().getOrDefault("q", "").strip();
        return pages.page(
                "people/list",
                ui,
                new PeopleListModel(
                        search,
                        Panels.alone()
                                .load(
                                        "people",
                                        ui.here(),
                                        () -> search.isEmpty()
                                                ? latest(ui)
                                                : persons.search(ui.app(), search, MOST_PEOPLE)),
                        MOST_PEOPLE));
    }

    private List<String> latest(Ui ui) {
        return trends.latestEvents(ui.app(), LATEST_EVENTS, 0).stream()
                .map(event -> event.event().distinctId())
                .distinct()
                .limit(MOST_PEOPLE)
                .toList();
    }

    private ServerResponse person(ServerRequest request) {
        Ui ui = pages.ui(request, "/person");
        String id = id(ui);
        Optional<Person> person = id.isEmpty() ? Optional.empty() : persons.find(ui.app(), id);
        return person.isEmpty()
                ? pages.notice(ui, HttpStatus.NOT_FOUND, "person.unknown", id)
                : pages.page("people/person", ui, new PersonModel(id, person.get(), timeline(Panels.ofPage(), ui, id)));
    }

    private ServerResponse timeline(ServerRequest request) {
        Ui ui = pages.ui(request, "/person");
        return pages.panel(request, "people/timeline", ui, timeline(Panels.alone(), ui, id(ui)));
    }

    private Panel<TimelineModel> timeline(Panels panels, Ui ui, String id) {
        Timeline.Cursor before = Timeline.Cursor.parse(ui.parameters().getOrDefault("before", ""));
        return panels.load("timeline", ui.below("/timeline"), () -> {
            Timeline timeline = timelines.of(ui.app(), id, EVENTS, before).orElse(new Timeline(List.of(), null, false));
            Timeline.Cursor next = timeline.before();
            return new TimelineModel(
                    timeline.visits().stream().map(visit -> visit(ui, visit)).toList(),
                    next == null ? "" : ui.here("before", next),
                    before == null ? "" : ui.here("before", ""),
                    timeline.purged());
        });
    }

    private ServerResponse session(ServerRequest request) {
        Ui ui = pages.ui(request, "/session");
        String id = id(ui);
        Optional<Visit> visit = id.isEmpty() ? Optional.empty() : timelines.session(ui.app(), id);
        return visit.isEmpty()
                ? pages.notice(ui, HttpStatus.NOT_FOUND, "session.unknown", id)
                : pages.page("people/session", ui, visit(ui, visit.get()));
    }

    private static String id(Ui ui) {
        return ui.parameters().getOrDefault("id", "").strip();
    }

    private static VisitModel visit(Ui ui, Visit visit) {
        return new VisitModel(
                visit.id(),
                visit.distinctId(),
                ui.format().moment(visit.start()),
                ui.format().duration(visit.duration().toMillis() / 1000.0),
                visit.events().stream().map(event -> event(ui, event)).toList());
    }

    private static EventModel event(Ui ui, TimelineEvent event) {
        Object path = event.properties().get(StandardProperties.PATH);
        return new EventModel(
                ui.format().time(event.occurredAt()),
                ui.format().moment(event.occurredAt()),
                event.event(),
                path == null ? "" : path.toString(),
                event.properties().entrySet().stream()
                        .filter(property -> property.getValue() != null)
                        .map(property -> new Fact(property.getKey(), String.valueOf(property.getValue())))
                        .toList());
    }
}
