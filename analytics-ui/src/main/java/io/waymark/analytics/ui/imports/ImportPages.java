/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.imports;

import io.waymark.analytics.imports.ImportUploads;
import io.waymark.analytics.imports.format.ImportFormats;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Takes files of events, and shows what becomes of them. */
public final class ImportPages {

    private static final String PATH = "/settings/import";
    private static final int LISTED = 20;
    private static final int MAX_NAME = 200;

    private final Pages pages;
    private final ImportUploads uploads;
    private final ImportFormats formats;

    /**
     * The page.
     *
     * @param pages makes answers
     * @param uploads imports files
     * @param formats the formats they may have
     */
    public ImportPages(Pages pages, ImportUploads uploads, ImportFormats formats) {
        this.pages = pages;
        this.uploads = uploads;
        this.formats = formats;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get(PATH, this::page).get(PATH + "/runs", this::runs).post(PATH, this::take);
    }

    private ServerResponse page(ServerRequest request) {
        Ui ui = pages.ui(request, PATH);
        return pages.page("imports/page", ui, model(ui));
    }

    private ServerResponse runs(ServerRequest request) {
        Ui ui = pages.ui(request, PATH);
        return pages.part("imports/runs", ui, model(ui));
    }

    /** The body is the file itself: a script of the page sends it. */
    private ServerResponse take(ServerRequest request) {
        Ui ui = pages.ui(request, PATH);
        String name = request.param("name").orElse("");
        JsonInput.requireText(name, "/name", MAX_NAME);
        List<String> hosts = Arrays.stream(request.param("host").orElse("").split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
        try {
            uploads.take(
                    ui.question().app(),
                    name,
                    formats.find(request.param("format").orElse(""), hosts),
                    request.servletRequest().getInputStream());
            return ServerResponse.accepted().build();
        } catch (IOException e) {
            return pages.notice(ui, HttpStatus.BAD_REQUEST, "imports.broken");
        }
    }

    private ImportModel model(Ui ui) {
        return new ImportModel(
                ImportFormats.names(), uploads.runs().latest(ui.question().app(), LISTED));
    }
}
