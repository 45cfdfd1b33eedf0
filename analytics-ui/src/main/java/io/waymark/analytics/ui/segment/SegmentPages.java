/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.segment.Segment;
import io.waymark.analytics.segment.SegmentJson;
import io.waymark.analytics.segment.SegmentPresets;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.ui.segment.SegmentListModel.Row;
import io.waymark.analytics.ui.segment.SegmentModel.Members;
import io.waymark.analytics.ui.view.Csv;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Lists segments and the people in them. */
public final class SegmentPages {

    private static final int MOST_PEOPLE = 100;
    private static final int MOST_PEOPLE_OF_CSV = 100_000;

    private final Pages pages;
    private final Segments segments;
    private final SegmentReports reports;

    /**
     * The pages about segments.
     *
     * @param pages makes answers
     * @param segments the stored ones
     * @param reports counts and lists their people
     */
    public SegmentPages(Pages pages, Segments segments, SegmentReports reports) {
        this.pages = pages;
        this.segments = segments;
        this.reports = reports;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get("/segments", this::list).get("/segments/list", this::panel).get("/segment", this::page);
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
        Ui ui = pages.ui(request, "/segment");
        String key = ui.parameters().getOrDefault("key", "");
        Optional<Segment> stored = segments.find(ui.app(), key);
        Optional<SegmentRule> rule =
                stored.map(Segment::rule).or(() -> SegmentPresets.find(key).map(SegmentPresets.Preset::rule));
        if (rule.isEmpty()) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "segment.unknown", key);
        }
        if (request.param("format").filter("csv"::equals).isPresent()) {
            Csv csv = new Csv("person");
            reports.persons(ui.app(), rule.get(), MOST_PEOPLE_OF_CSV).forEach(csv::row);
            return csv.response(key);
        }
        return pages.page(
                "segment/segment",
                ui,
                new SegmentModel(
                        key,
                        stored.map(Segment::name).orElseGet(() -> ui.t("segment.preset." + key)),
                        SegmentJson.write(rule.get()).toPrettyString(),
                        Panels.alone()
                                .load(
                                        "members",
                                        ui.here(),
                                        () -> new Members(
                                                reports.count(ui.app(), rule.get()),
                                                reports.persons(ui.app(), rule.get(), MOST_PEOPLE)))));
    }
}
