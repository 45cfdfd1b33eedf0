/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import io.waymark.analytics.ui.DashboardSettings;
import io.waymark.analytics.ui.access.Csrf;
import io.waymark.analytics.ui.asset.Assets;
import io.waymark.analytics.ui.question.Question;
import io.waymark.analytics.ui.question.RangeChoice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Turns requests into what templates need, and models into answers. */
public final class Pages {

    private static final Set<String> QUESTION =
            Set.of("app", "range", "from", "to", "compare", "segment", "zone", "view", "format", "_csrf");

    private final Messages messages = new Messages();
    private final Templates templates = new Templates();
    private final DashboardSettings settings;
    private final Assets assets;
    private final ShellSource shells;
    private final Clock clock;

    /**
     * Pages of one dashboard.
     *
     * @param settings what the host set
     * @param assets the stylesheets and scripts
     * @param shells what stands around the pages
     * @param clock the current time
     */
    public Pages(DashboardSettings settings, Assets assets, ShellSource shells, Clock clock) {
        this.settings = settings;
        this.assets = assets;
        this.shells = shells;
        this.clock = clock;
    }

    /**
     * What a page about the last thirty days is given.
     *
     * @param request the request
     * @param here the path of the page
     * @return words, formats, links, question
     */
    public Ui ui(ServerRequest request, String here) {
        return ui(request, here, RangeChoice.DAYS_30);
    }

    /**
     * What a page is given.
     *
     * @param request the request
     * @param here the path of the page
     * @param range the range unless the address names one
     * @return words, formats, links, question
     */
    public Ui ui(ServerRequest request, String here, RangeChoice range) {
        Map<String, String> parameters = new LinkedHashMap<>();
        request.params().forEach((name, values) -> parameters.put(name, values.get(0)));
        Instant now = clock.instant();
        Question question = Question.read(parameters, range, shells::calendar, now);
        Links links = new Links(base(request), assets.version(), question.stated());
        Formats formats = new Formats(question.zone(), now);
        parameters.keySet().removeAll(QUESTION);
        Csrf csrf = Csrf.of(request.servletRequest());
        return new Ui(
                messages,
                formats,
                links,
                question,
                csrf,
                shells.shell(messages, formats, question.app()),
                here,
                parameters,
                "chart");
    }

    /**
     * What a panel of a page is given whose panels can each be told differently: all that the page in the browser is
     * asked with, changed by what this panel is asked with.
     *
     * @param request the request
     * @param here the path of the page
     * @return words, formats, links, question
     */
    public Ui uiOfPanel(ServerRequest request, String here) {
        Ui ui = ui(request, here);
        String shown = request.headers().firstHeader("HX-Current-URL");
        int query = shown == null ? -1 : shown.indexOf('?');
        if (shown == null || query < 0 || !fromHtmx(request)) {
            return ui;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : shown.substring(query + 1).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        parameters.keySet().removeAll(QUESTION);
        parameters.putAll(ui.parameters());
        return ui.with(parameters);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * Answers with a whole page.
     *
     * @param template the page's template
     * @param ui what it is given
     * @param model its model
     * @return the page
     */
    public ServerResponse page(String template, Ui ui, Object model) {
        return page(HttpStatus.OK, template, ui, model);
    }

    /**
     * Answers with a whole page.
     *
     * @param status the status
     * @param template the page's template
     * @param ui what it is given
     * @param model its model
     * @return the page
     */
    public ServerResponse page(HttpStatusCode status, String template, Ui ui, Object model) {
        return templates.answer(status, template, Map.of("ui", ui, "model", model));
    }

    /**
     * Answers with a panel: to htmx alone, to a browser as a page of its own.
     *
     * @param request the request
     * @param template the panel's template
     * @param ui what it is given
     * @param panel the panel
     * @return the panel
     */
    public ServerResponse panel(ServerRequest request, String template, Ui ui, Panel<?> panel) {
        return panel(request, template, ui, panel, "");
    }

    /**
     * Answers with a panel, and tells the browser the address of the page that shows it so.
     *
     * @param request the request
     * @param template the panel's template
     * @param ui what it is given
     * @param panel the panel
     * @param address the address of the page; empty to leave the browser's as it is
     * @return the panel
     */
    public ServerResponse panel(ServerRequest request, String template, Ui ui, Panel<?> panel, String address) {
        Map<String, Object> parameters = Map.of("ui", ui, "panel", panel);
        Map<String, String> headers = address.isEmpty() ? Map.of() : Map.of("HX-Push-Url", address);
        return fromHtmx(request)
                ? templates.answer(HttpStatus.OK, template, parameters, headers)
                : templates.answer(
                        HttpStatus.OK,
                        "layout/alone",
                        Map.of("ui", ui, "content", templates.fill(template, parameters)));
    }

    /**
     * Answers with a part of a page that is not a panel.
     *
     * @param template its template
     * @param ui what it is given
     * @param model its model
     * @return the part
     */
    public ServerResponse part(String template, Ui ui, Object model) {
        return templates.answer(HttpStatus.OK, template, Map.of("ui", ui, "model", model));
    }

    /**
     * Says that something is not there, not allowed, or not possible.
     *
     * @param ui what the page is given
     * @param status the status
     * @param key the key of its words in the bundle
     * @param arguments what they are about
     * @return a page with its title and an explanation
     */
    public ServerResponse notice(Ui ui, HttpStatusCode status, String key, Object... arguments) {
        return page(status, "layout/notice", ui, new Notice(ui.t(key), ui.t(key + ".detail", arguments)));
    }

    /**
     * Keeps somebody out, and says how that can be changed.
     *
     * @param request the request
     * @param password whether a password opens the door
     * @return a page that says nothing about the application
     */
    public ServerResponse closed(ServerRequest request, boolean password) {
        Map<String, Object> parameters = Map.of(
                "messages", messages,
                "assets", base(request) + "/assets/" + assets.version() + "/",
                "password", password);
        return password
                ? templates.answer(
                        HttpStatus.UNAUTHORIZED,
                        "layout/closed",
                        parameters,
                        Map.of(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Waymark\", charset=\"UTF-8\""))
                : templates.answer(HttpStatus.FORBIDDEN, "layout/closed", parameters);
    }

    /**
     * Sends the browser on after a change.
     *
     * @param request the request
     * @param address where to
     * @return the answer: to htmx as its own header, so that the whole page follows
     */
    public ServerResponse redirect(ServerRequest request, String address) {
        if (fromHtmx(request)) {
            return ServerResponse.noContent()
                    .header("HX-Redirect", address)
                    .header("X-Waymark", "1")
                    .build();
        }
        return ServerResponse.seeOther(URI.create(address)).build();
    }

    /**
     * Whether htmx asks for a part of a page.
     *
     * @param request the request
     * @return false also when htmx restores a page from history
     */
    public static boolean fromHtmx(ServerRequest request) {
        return request.headers().firstHeader("HX-Request") != null
                && request.headers().firstHeader("HX-History-Restore-Request") == null;
    }

    private String base(ServerRequest request) {
        HttpServletRequest servlet = request.servletRequest();
        boolean below = servlet.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
        return servlet.getContextPath() + (below ? servlet.getServletPath() : "") + settings.path();
    }

    /**
     * Something to be told in place of a page.
     *
     * @param title in a word
     * @param detail in a sentence
     */
    public record Notice(String title, String detail) {}
}
