/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.Segment;
import io.waymark.analytics.segment.SegmentPresets;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.ui.segment.SegmentListModel.Row;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Series;
import io.waymark.analytics.ui.view.Ui;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Lists segments, builds them, and shows the people in them. */
public final class SegmentPages {

    private final Pages pages;
    private final Segments segments;
    private final SegmentReports reports;
    private final EventNames eventNames;

    /**
     * The pages about segments.
     *
     * @param pages makes answers
     * @param segments the stored ones
     * @param reports counts and lists their people
     * @param eventNames the events to choose from
     */
    public SegmentPages(Pages pages, Segments segments, SegmentReports reports, EventNames eventNames) {
        this.pages = pages;
        this.segments = segments;
        this.reports = reports;
        this.eventNames = eventNames;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        SegmentChanges changes = new SegmentChanges(pages, segments, this::draft);
        routes.get("/segments", this::list)
                .get("/segments/list", this::panel)
                .get("/segment", this::page)
                .get("/segment/people", this::people)
                .get("/segment/size", this::size)
                .post("/segment", changes::create)
                .post("/segment/change", changes::change)
                .post("/segment/delete", changes::delete);
    }

    private ServerResponse list(ServerRequest request) {
        Ui ui = pages.ui(request, "/segments");
        return pages.page("segment/page", ui, list(Panels.ofPage(), ui));
    }

    private ServerResponse panel(ServerRequest request) {
        Ui ui = pages.ui(request, "/segments");
        return pages.panel(request, "segment/list", ui, list(Panels.alone(), ui).segments());
    }

    private SegmentListModel list(Panels panels, Ui ui) {
        return new SegmentListModel(panels.load("segments", ui.links().to("/segments/list"), () -> {
            List<Segment> stored = segments.list(ui.app());
            List<Row> rows = new ArrayList<>();
            stored.forEach(segment ->
                    rows.add(new Row(segment.key(), segment.name(), false, reports.count(ui.app(), segment.rule()))));
            SegmentPresets.all().stream()
                    .filter(preset ->
                            stored.stream().noneMatch(segment -> segment.key().equals(preset.key())))
                    .forEach(preset -> rows.add(new Row(
                            preset.key(),
                            ui.t("segment.preset." + preset.key()),
                            true,
                            reports.count(ui.app(), preset.rule()))));
            return rows;
        }));
    }

    private ServerResponse page(ServerRequest request) {
        Ui ui = pages.ui(request, SegmentDraft.PATH);
        SegmentDraft draft = draft(ui);
        if (draft.unknown()) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "segment.unknown", draft.key());
        }
        String action = ui.parameters().get("do");
        if (action != null) {
            return ServerResponse.seeOther(URI.create(draft.edited(action))).build();
        }
        return pages.page("segment/segment", ui, draft.model(Panels.ofPage(), SegmentModel.Draft.EMPTY));
    }

    private ServerResponse people(ServerRequest request) {
        Ui ui = pages.ui(request, SegmentDraft.PATH);
        SegmentDraft draft = draft(ui);
        if (draft.unknown()) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "segment.unknown", draft.key());
        }
        if (request.param("format").filter("csv"::equals).isPresent()) {
            return Csv.response(
                    draft.key().isEmpty() ? "segment" : draft.key(),
                    new MemberFile((after, limit) -> reports.persons(ui.app(), draft.rule(), after, limit)));
        }
        return pages.panel(request, "segment/people", ui, draft.members(Panels.alone()));
    }

    private ServerResponse size(ServerRequest request) {
        Ui ui = pages.ui(request, SegmentDraft.PATH)
                .viewing(request.param("view").orElse("chart"));
        SegmentDraft draft = draft(ui);
        if (draft.unknown()) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "segment.unknown", draft.key());
        }
        Panel<SizesModel> sizes = draft.sizes(Panels.alone());
        Series series = sizes.ready() ? sizes.get().series() : null;
        return series != null && request.param("format").filter("csv"::equals).isPresent()
                ? series.csv("people").response(draft.key().isEmpty() ? "segment-size" : draft.key() + "-size")
                : pages.panel(request, "segment/size", ui, sizes);
    }

    private SegmentDraft draft(Ui ui) {
        return new SegmentDraft(ui, segments, reports, eventNames);
    }
}
