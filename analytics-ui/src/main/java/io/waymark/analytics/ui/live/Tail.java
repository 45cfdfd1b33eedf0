/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.live;

import io.waymark.analytics.Event;
import io.waymark.analytics.trend.LatestEvent;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Ui;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events that arrived last, as a list that asks for itself again. */
public final class Tail {

    /** How many events a page shows beside other things. */
    public static final int FEW = 8;

    /** How many events a page of their own shows. */
    public static final int MANY = 40;

    private static final int SEARCHED = 500;
    private static final int FACTS = 4;
    private static final int FACT_LENGTH = 60;

    private final TrendReports reports;

    /**
     * Lists from these reports.
     *
     * @param reports who answers
     */
    public Tail(TrendReports reports) {
        this.reports = reports;
    }

    /**
     * Looks whether there is anything to show.
     *
     * @param ui what the page is given
     * @return whether an event has ever arrived and is still kept
     */
    public boolean anythingArrived(Ui ui) {
        return !reports.latestEvents(ui.app(), 1, 0).isEmpty();
    }

    /**
     * The list.
     *
     * @param panels the panels of the page
     * @param ui what the page is given
     * @param event the only event to list; null for all
     * @param seen the number of the latest event that was shown; 0 for none
     * @param rows how many to show
     * @return the panel
     */
    public Panel<TailModel> panel(Panels panels, Ui ui, @Nullable String event, long seen, int rows) {
        return panels.load("tail", next(ui, event, seen, rows), () -> {
            List<LatestEvent> latest = reports.latestEvents(ui.app(), event == null ? rows : SEARCHED, 0).stream()
                    .filter(each -> event == null || each.event().name().equals(event))
                    .limit(rows)
                    .toList();
            long newest = latest.isEmpty() ? seen : latest.get(0).seq();
            return new TailModel(
                    latest.stream().map(each -> row(ui, each, seen)).toList(),
                    next(ui, event, newest, rows),
                    event,
                    rows < MANY && event == null);
        });
    }

    private static String next(Ui ui, @Nullable String event, long seen, int rows) {
        return ui.links().to("/live/tail", "event", event == null ? "" : event, "seen", seen, "rows", rows);
    }

    private static TailModel.Row row(Ui ui, LatestEvent latest, long seen) {
        Event event = latest.event();
        Instant occurredAt = Objects.requireNonNullElse(event.occurredAt(), latest.receivedAt());
        return new TailModel.Row(
                event.name(),
                event.distinctId(),
                ui.format().time(occurredAt),
                ui.format().moment(occurredAt),
                facts(event),
                Duration.between(occurredAt, latest.receivedAt()),
                seen > 0 && latest.seq() > seen);
    }

    private static String facts(Event event) {
        return event.properties().entrySet().stream()
                .limit(FACTS)
                .map(entry -> entry.getKey() + " " + shortened(String.valueOf(entry.getValue())))
                .collect(Collectors.joining(" · "));
    }

    private static String shortened(String text) {
        return text.length() <= FACT_LENGTH ? text : text.substring(0, FACT_LENGTH) + "…";
    }
}
