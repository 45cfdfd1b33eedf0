/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import io.waymark.analytics.AppId;
import io.waymark.analytics.ui.access.Csrf;
import io.waymark.analytics.ui.question.Question;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every template is given beside its own model.
 *
 * @param messages the words
 * @param format how numbers and times are written
 * @param links addresses inside the dashboard
 * @param question what the page answers
 * @param csrf the host's token for changes, if it has one
 * @param shell what stands around the page
 * @param path the path of the page
 * @param parameters what the address says beside the question
 * @param view {@code chart}, or {@code table} for the figures behind it
 */
public record Ui(
        Messages messages,
        Formats format,
        Links links,
        Question question,
        @Nullable Csrf csrf,
        Shell shell,
        String path,
        Map<String, String> parameters,
        String view) {

    /**
     * A text.
     *
     * @param key its name in the bundle
     * @param arguments what stands in for {@code {0}}, {@code {1}} …
     * @return the text
     */
    public String t(String key, Object... arguments) {
        return messages.text(key, arguments);
    }

    /**
     * A count.
     *
     * @param value the count
     * @return the count, grouped
     */
    public String n(long value) {
        return format.number(value);
    }

    /**
     * This page, asked differently.
     *
     * @param changes names and values by turns; an empty value removes the name
     * @return the address
     */
    public String here(Object... changes) {
        return below("", changes);
    }

    /**
     * Something below this page, asked with all that this page is asked with.
     *
     * @param suffix the rest of the path
     * @param changes names and values by turns; an empty value removes the name
     * @return the address
     */
    public String below(String suffix, Object... changes) {
        return links.to(path + suffix, parameters, changes);
    }

    /**
     * The same, for a panel shown in another way.
     *
     * @param view {@code chart} or {@code table}
     * @return the changed
     */
    public Ui viewing(String view) {
        return new Ui(messages, format, links, question, csrf, shell, path, parameters, view);
    }

    /**
     * The same, asked differently.
     *
     * @param others what the address says beside the question
     * @return the changed
     */
    public Ui with(Map<String, String> others) {
        return new Ui(messages, format, links, question, csrf, shell, path, others, view);
    }

    /**
     * The same, for another page.
     *
     * @param page the path of the page
     * @return the changed
     */
    public Ui at(String page) {
        return new Ui(messages, format, links, question, csrf, shell, page, parameters, view);
    }

    /** {@return the app that is looked at} */
    public AppId app() {
        return question.app();
    }

    /** {@return the name of the app that is looked at} */
    public String appName() {
        String key = Integer.toString(app().value());
        return shell.apps().stream()
                .filter(each -> each.key().equals(key))
                .map(Shell.Choice::name)
                .findFirst()
                .orElse(shell.application());
    }

    /**
     * This page for another app, or the overview where this page is about something of this app.
     *
     * @param key the number of the app
     * @return the address
     */
    public String inApp(String key) {
        boolean stays = shell.navigation().stream()
                .flatMap(group -> group.entries().stream())
                .anyMatch(entry -> entry.path().equals(path));
        String number = key.equals(Integer.toString(AppId.DEFAULT.value())) ? "" : key;
        return links.to(stays ? path : "", "app", number, "segment", "");
    }

    /** {@return whether the figures are asked for instead of the chart} */
    public boolean table() {
        return view.equals("table");
    }

    /** {@return the name of the zone for people: its city} */
    public String zoneName() {
        String id = question.zone().getId();
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    /** {@return what gap starts a new session, if it is longer, to be read} */
    public String sessionGap() {
        return format().duration((double) question.sessionGap().toSeconds());
    }

    /** {@return the name of the segment that is looked at} */
    public String segmentName() {
        String key = question.segment();
        return key == null ? t("ask.everyone") : segmentName(key);
    }

    /**
     * The name of a segment.
     *
     * @param key its key
     * @return the name; the key itself where there is no such segment
     */
    public String segmentName(String key) {
        return shell.segments().stream()
                .filter(segment -> segment.key().equals(key))
                .map(Shell.Choice::name)
                .findFirst()
                .orElse(key);
    }

    /** {@return the headers that htmx sends along, as JSON} */
    public String htmxHeaders() {
        return csrf == null ? "{}" : new Json(Map.of(csrf.header(), csrf.token())).text();
    }
}
