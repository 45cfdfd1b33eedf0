/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.live;

import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers with what arrives. */
public final class LivePages {

    private final Pages pages;
    private final Tail tail;

    /**
     * The live list.
     *
     * @param pages makes answers
     * @param tail lists what arrives
     */
    public LivePages(Pages pages, Tail tail) {
        this.pages = pages;
        this.tail = tail;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get("/live", this::page).get("/live/tail", this::tail);
    }

    private ServerResponse page(ServerRequest request) {
        Ui ui = pages.ui(request, "/live");
        return pages.page("live/page", ui, tail.panel(Panels.ofPage(), ui, null, 0, Tail.MANY));
    }

    private ServerResponse tail(ServerRequest request) {
        Ui ui = pages.ui(request, "/live");
        @Nullable
        String event = request.param("event").filter(name -> !name.isBlank()).orElse(null);
        long seen = request.param("seen")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElse(0L);
        int rows = request.param("rows")
                .filter(text -> text.matches("[1-9]\\d?"))
                .map(Integer::valueOf)
                .orElse(Tail.FEW);
        return pages.panel(
                request, "live/tail", ui, tail.panel(Panels.alone(), ui, event, seen, Math.min(rows, Tail.MANY)));
    }
}
