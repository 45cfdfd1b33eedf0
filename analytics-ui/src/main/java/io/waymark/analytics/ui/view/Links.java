/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/**
 * Addresses inside the dashboard. They start with the context path and servlet path of the current request, and so with
 * the prefix of a reverse proxy, and carry the question of the page along.
 */
public final class Links {

    private final String base;
    private final String assets;
    private final Map<String, String> question;

    /**
     * Links of one request.
     *
     * @param base where the dashboard is, as the browser sees it
     * @param assetVersion the version of the assets
     * @param question what the address says about the question
     */
    public Links(String base, String assetVersion, Map<String, String> question) {
        this.base = base;
        this.assets = base + "/assets/" + assetVersion + "/";
        this.question = question;
    }

    /**
     * A page, or a panel of one.
     *
     * @param path below the dashboard; segments are already encoded
     * @param parameters names and values by turns; they replace what the question says under the same name, an empty
     *     value removes it
     * @return the address with the question in it
     */
    public String to(String path, Object... parameters) {
        return to(path, Map.of(), parameters);
    }

    /**
     * A page, or a panel of one, asked with what a form says.
     *
     * @param path below the dashboard; segments are already encoded
     * @param form the form, of which empty values stay
     * @param changes names and values by turns; an empty value removes the name
     * @return the address with the question in it
     */
    public String to(String path, Map<String, String> form, Object... changes) {
        Map<String, String> query = new LinkedHashMap<>(question);
        query.putAll(form);
        for (int i = 0; i < changes.length; i += 2) {
            String name = changes[i].toString();
            query.remove(name);
            String value = changes[i + 1].toString();
            if (!value.isEmpty()) {
                query.put(name, value);
            }
        }
        return join(path, query);
    }

    /**
     * A page for another range.
     *
     * @param path below the dashboard
     * @param range the name of the range
     * @return the address
     */
    public String range(String path, String range) {
        return to(path, "from", "", "to", "", "range", range);
    }

    /**
     * A path without the question, as the target of forms.
     *
     * @param path below the dashboard
     * @return the address
     */
    public String plain(String path) {
        return base + path;
    }

    /**
     * A stylesheet or script.
     *
     * @param file its name
     * @return the address
     */
    public String asset(String file) {
        return assets + file;
    }

    /**
     * One segment of a path.
     *
     * @param text any text
     * @return the text, encoded
     */
    public String segment(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    /** {@return the question's parameters, for forms to repeat} */
    public Map<String, String> question() {
        return question;
    }

    private String join(String path, Map<String, String> query) {
        if (query.isEmpty()) {
            return base + path;
        }
        return base + path + "?"
                + query.entrySet().stream()
                        .map(entry -> segment(entry.getKey()) + "=" + segment(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }
}
