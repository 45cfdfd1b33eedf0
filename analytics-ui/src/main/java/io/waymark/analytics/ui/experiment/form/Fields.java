/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * The fields of a form that was sent.
 *
 * @param texts what was sent, by the name of the field
 */
public record Fields(Map<String, String> texts) {

    public Fields {
        texts = Map.copyOf(texts);
    }

    /**
     * Reads a form.
     *
     * @param request the request
     * @return its fields; of several with one name the first
     */
    public static Fields of(ServerRequest request) {
        Map<String, String> texts = new LinkedHashMap<>();
        request.params().forEach((name, values) -> texts.put(name, values.get(0)));
        return new Fields(texts);
    }

    /**
     * Whether a field was sent.
     *
     * @param name the name of the field
     * @return whether it was, however empty
     */
    public boolean has(String name) {
        return texts.containsKey(name);
    }

    /**
     * A text.
     *
     * @param name the name of the field
     * @return the text without space around it; empty without one
     */
    public String text(String name) {
        return texts.getOrDefault(name, "").strip();
    }
}
