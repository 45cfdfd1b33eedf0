/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.start;

import io.waymark.analytics.Event;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestUnavailableException;
import io.waymark.analytics.ui.live.Tail;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Leads to the first event: what to write, a button that sends one, and the list in which it arrives. */
public final class StartPages {

    private static final int SHOWN = 4;
    private static final Event TEST = Event.builder("test_event", "test-person")
            .properties(Map.of("sent_by", "dashboard"))
            .build();

    private final Pages pages;
    private final Ingest ingest;
    private final Tail tail;

    /**
     * The way to the first event.
     *
     * @param pages makes answers
     * @param ingest takes the test event
     * @param tail lists what arrives
     */
    public StartPages(Pages pages, Ingest ingest, Tail tail) {
        this.pages = pages;
        this.ingest = ingest;
        this.tail = tail;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get("/start", this::page).post("/start/test", this::send);
    }

    /**
     * The page.
     *
     * @param request the request
     * @return the page
     */
    public ServerResponse page(ServerRequest request) {
        Ui ui = pages.ui(request, "/start");
        String how = request.param("how")
                .filter(List.of("annotation", "java", "http", "browser")::contains)
                .orElse("annotation");
        return pages.page("start/page", ui, new StartModel(how, tail.panel(Panels.ofPage(), ui, null, 0, SHOWN)));
    }

    private ServerResponse send(ServerRequest request) {
        Ui ui = pages.ui(request, "/start");
        try {
            IngestOutcome outcome = ingest.record(ui.app(), List.of(TEST)).get(0);
            return outcome.status() == IngestOutcome.Status.RECORDED
                    ? pages.redirect(request, ui.links().to("/start", "sent", "1"))
                    : pages.notice(
                            ui, HttpStatus.UNPROCESSABLE_CONTENT, "start.refused", String.valueOf(outcome.reason()));
        } catch (IngestUnavailableException e) {
            return pages.notice(ui, HttpStatus.SERVICE_UNAVAILABLE, "start.unavailable");
        }
    }
}
